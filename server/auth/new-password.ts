import { APIError, getSessionFromCtx, isAPIError } from "better-auth/api";
import type { Database } from "#db/client.ts";
import { DEMO_EMAILS } from "#db/demo-accounts.ts";
import type { HookContext } from "./hook-context.ts";
import { forget, takeTry } from "./limits/failed-entries.ts";
import { accountKey } from "./limits/known-device.ts";
import { ACCOUNT } from "./limits/rules.ts";
import { tooManyTries } from "./limits/too-many-tries.ts";
import { requireGoodPassword } from "./require-good-password.ts";

type Owner = { email: string; name: string };

const changeKey = (context: HookContext, { email }: Owner) => `change:${accountKey(context, email)}`;

/** Who changes their password keeps this session and no other. */
export async function checkChange(db: Database, context: HookContext, newPassword: string) {
  const session = await getSessionFromCtx(context);
  if (session === null) return undefined;
  requireOwn(session.user);
  requireGoodPassword(newPassword, session.user);
  await takePasswordTry(db, context, session.user);
  return { context: { body: { revokeOtherSessions: true } } };
}

/** A password that is asked for once more may be guessed no more often than at sign-in. */
export async function takePasswordTry(db: Database, context: HookContext, owner: Owner): Promise<void> {
  const waitSeconds = await takeTry(db, changeKey(context, owner), ACCOUNT);
  if (waitSeconds > 0) throw tooManyTries("Too many wrong passwords for this account", waitSeconds);
}

/** The password was right. */
export async function noteChange(db: Database, context: HookContext): Promise<void> {
  const user = context.context.session?.user;
  if (user !== undefined && !isAPIError(context.context.returned)) await forget(db, changeKey(context, user));
}

/** The start sets the demo accounts' password, and everyone has it: nobody may shut out the others. */
export function requireOwn({ email }: Owner): void {
  if (!DEMO_EMAILS.includes(email)) return;
  const message = "Demo accounts keep their password. Make an account of your own.";
  throw new APIError("FORBIDDEN", { code: "DEMO_ACCOUNT", message });
}
