import { randomUUID } from "node:crypto";
import { APIError } from "better-auth/api";
import { z } from "zod";
import type { Database } from "#db/client.ts";
import { account, user } from "#db/schema/index.ts";
import { displayName } from "#server/contract/display-name.ts";
import type { HookContext } from "./hook-context.ts";
import { takeTry } from "./limits/failed-entries.ts";
import { accountKey } from "./limits/known-device.ts";
import { ACCOUNT, NETWORK_SIGN_UPS } from "./limits/rules.ts";
import { networkKey } from "./limits/sign-in.ts";
import { tooManyTries } from "./limits/too-many-tries.ts";
import { requireOwnAddress } from "./own-address.ts";
import { requireGoodPassword } from "./require-good-password.ts";

/** Nothing else: what is echoed for a new address and not for a known one would tell them apart. */
const signUpBody = z.strictObject({
  name: displayName,
  email: z.email("Enter an email address"),
  password: z.string("Enter a password"),
});

/** All that may refuse a sign-up is asked before anybody looks whether the address is known. */
export async function checkSignUp(db: Database, context: HookContext) {
  const parsed = signUpBody.safeParse(context.body);
  if (!parsed.success) {
    const message = parsed.error.issues[0]?.message ?? "Enter a name, an email address and a password";
    throw new APIError("BAD_REQUEST", { code: "INVALID_SIGN_UP", message });
  }
  const { name, email, password } = parsed.data;
  requireOwnAddress(email);
  requireGoodPassword(password, { name, email });
  await limitSignUps(db, context, email);
  return { context: { body: parsed.data } };
}

async function limitSignUps(db: Database, context: HookContext, email: string): Promise<void> {
  const network = networkKey(context);
  const ofNetwork = network === null ? 0 : await takeTry(db, `sign-up:${network}`, NETWORK_SIGN_UPS);
  if (ofNetwork > 0) throw tooManyTries("Too many new accounts come from your network", ofNetwork);
  const ofAddress = await takeTry(db, `sign-up:${accountKey(context, email)}`, ACCOUNT);
  if (ofAddress > 0) throw tooManyTries("Too many new accounts with this address", ofAddress);
}

/** For an address that is known, the same writes as for a new one, taken back: the answer takes as long. */
export async function rehearseSignUp(db: Database): Promise<void> {
  const id = randomUUID();
  const takenBack = new Error("taken back");
  const rehearsal = db.transaction(async (tx) => {
    await tx.insert(user).values({ id, name: id, email: id });
    await tx
      .insert(account)
      .values({ id, userId: id, accountId: id, providerId: "credential", password: id });
    throw takenBack;
  });
  await rehearsal.catch((error: unknown) => {
    if (error !== takenBack) throw error;
  });
}
