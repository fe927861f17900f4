import { APIError, isAPIError } from "better-auth/api";
import type { Database } from "#db/client.ts";
import { isNoAddress } from "#server/contract/account-address.ts";
import { isLinkHeld, noteLinkUsed } from "#server/services/account/reset-links.ts";
import { giveFirstAddress, readFirstAddress, requireFreeAddress } from "./first-address.ts";
import type { HookContext } from "./hook-context.ts";
import { forget, takeTry } from "./limits/failed-entries.ts";
import { accountKey } from "./limits/known-device.ts";
import { ACCOUNT, NETWORK_SIGN_UPS } from "./limits/rules.ts";
import { networkKey } from "./limits/sign-in.ts";
import { tooManyTries } from "./limits/too-many-tries.ts";
import { requireOwn } from "./new-password.ts";
import { requireGoodPassword } from "./require-good-password.ts";

type Reset = {
  token: string;
  email: string;
  /** Whose account has had no address before. */
  owner: { id: string; email: string } | null;
};
/** With the address that was typed, where one was. */
type Asked = { newPassword: string; token: string; email: string | null };

export function createResetHooks(db: Database) {
  const underWay = new WeakMap<Request, Reset>();

  /** Counted for every address alike, so that no answer tells which is known. */
  async function checkRequest(context: HookContext, email: string): Promise<void> {
    const network = networkKey(context);
    const ofNetwork = network === null ? 0 : await takeTry(db, `reset:${network}`, NETWORK_SIGN_UPS);
    if (ofNetwork > 0)
      throw tooManyTries("Too many new passwords were asked for from your network", ofNetwork);
    const ofAddress = await takeTry(db, `reset:${accountKey(context, email)}`, ACCOUNT);
    if (ofAddress > 0) throw tooManyTries("Too many new passwords were asked for this address", ofAddress);
  }

  /** better-auth refuses an unknown, used or old token itself. */
  async function check(context: HookContext, { newPassword, token, email: typed }: Asked): Promise<void> {
    const { internalAdapter } = context.context;
    const found = await internalAdapter.findVerificationValue(`reset-password:${token}`);
    const user = found === null ? null : await internalAdapter.findUserById(found.value);
    if (user !== null) requireOwn(user);
    if (user !== null && !(await isLinkHeld(db, token))) {
      const message = "Whoever made this link may not make it any more. Ask for a new one.";
      throw new APIError("BAD_REQUEST", { code: "LINK_LAPSED", message });
    }
    const isCurrent = found !== null && found.expiresAt > new Date();
    if (user === null || !isCurrent || !isNoAddress(user.email)) {
      requireGoodPassword(newPassword, user ?? { email: "", name: "" });
      if (user !== null) noteUnderWay(context, { token, email: user.email, owner: null });
      return;
    }
    const email = readFirstAddress(typed);
    requireGoodPassword(newPassword, { name: user.name, email });
    await requireFreeAddress(db, { id: user.id, network: networkKey(context), first: email });
    noteUnderWay(context, { token, email, owner: { id: user.id, email: user.email } });
  }

  function noteUnderWay({ request }: HookContext, reset: Reset): void {
    if (request !== undefined) underWay.set(request, reset);
  }

  async function note(context: HookContext): Promise<void> {
    const done = context.request === undefined ? undefined : underWay.get(context.request);
    if (done === undefined || isAPIError(context.context.returned)) return;
    await noteLinkUsed(db, done.token);
    // Not before: of two who follow a link at once, who sets the password has the address too.
    if (done.owner !== null) await giveFirstAddress(db, done.owner, done.email);
    // Whoever forgot a password has guessed at it.
    await forget(db, `account:${accountKey(context, done.email)}`);
  }

  return { checkRequest, check, note };
}
