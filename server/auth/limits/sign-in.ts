import { isAPIError } from "better-auth/api";
import type { Database } from "#db/client.ts";
import { CLIENT_ADDRESS_HEADER, networkOf } from "../client-address.ts";
import type { HookContext } from "../hook-context.ts";
import { forget, readEntry, takeTry } from "./failed-entries.ts";
import { accountKey, readDevice, writeDevice } from "./known-device.ts";
import { ACCOUNT, NETWORK, WATCHED_NETWORK_FAILURES } from "./rules.ts";
import { tooManyTries } from "./too-many-tries.ts";
import { createUnderWay } from "./under-way.ts";

/** Null for a call from inside. */
export function networkKey({ headers }: HookContext): string | null {
  const address = headers?.get(CLIENT_ADDRESS_HEADER);
  return address === null || address === undefined ? null : `network:${networkOf(address)}`;
}

/** How often passwords may be guessed. Both halves see the same request, before and after the password is checked. */
export function createSignInLimit(db: Database) {
  const underWay = createUnderWay();
  const endings = new WeakMap<Request, () => void>();

  async function placeOf(context: HookContext, email: string) {
    const account = accountKey(context, email);
    const device = await readDevice(context);
    const isKnown = device.accounts.includes(account);
    // What strangers guess at does not count for a browser that signed in before, nor the other way round.
    const key = isKnown ? `account:${account}:${device.id}` : `account:${account}`;
    return { account, device, isKnown, key, network: isKnown ? null : networkKey(context) };
  }

  async function before(context: HookContext, email: string): Promise<void> {
    const { key, network } = await placeOf(context, email);
    const seen = network === null ? null : await readEntry(db, network, NETWORK);
    if (seen !== null && seen.waitSeconds > 0) {
      throw tooManyTries("Too many wrong passwords came from your network", seen.waitSeconds);
    }
    const isWatched = seen !== null && seen.failures >= WATCHED_NETWORK_FAILURES;
    const rule = isWatched ? { ...ACCOUNT, free: 1 } : ACCOUNT;
    for (;;) {
      const { waitSeconds, others } = await underWay.inTurn(key, async () => {
        const others = underWay.next(key);
        const waitSeconds = await takeTry(db, key, rule);
        if (waitSeconds === 0) noteBegin(context, key);
        return { waitSeconds, others };
      });
      if (waitSeconds === 0) return;
      if (others === null) throw tooManyTries("Too many wrong passwords for this account", waitSeconds);
      await others;
    }
  }

  function noteBegin({ request }: HookContext, key: string): void {
    if (request !== undefined) endings.set(request, underWay.begin(key));
  }

  async function after(context: HookContext, email: string): Promise<void> {
    const { account, device, isKnown, key, network } = await placeOf(context, email);
    const { returned } = context.context;
    if (!isAPIError(returned)) {
      await forget(db, key);
      if (!isKnown) await writeDevice(context, device, account);
    } else if (returned.statusCode === 401) {
      if (network !== null) await takeTry(db, network, NETWORK);
    }
    if (context.request !== undefined) endings.get(context.request)?.();
  }

  return { before, after };
}
