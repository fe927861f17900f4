import { APIError, getSessionFromCtx } from "better-auth/api";
import type { Database } from "#db/client.ts";
import { AppError } from "#server/platform/errors.ts";
import type { HookContext } from "./hook-context.ts";
import { hasPassword } from "./has-password.ts";
import { requireOwn, takePasswordTry } from "./new-password.ts";

const JUST_NOW_MS = 15 * 60_000;

/**
 * A session alone, as one that somebody left open, deletes nobody: the password is asked for once more. Who has none, since a
 * learning platform opens the account, has to have come from there just now.
 */
export async function checkDeletion(db: Database, context: HookContext): Promise<undefined> {
  const session = await getSessionFromCtx(context);
  if (session === null) return undefined;
  requireOwn(session.user);
  if (!(await hasPassword(db, session.user.id))) {
    if (Date.now() - session.session.createdAt.getTime() <= JUST_NOW_MS) return undefined;
    throw new APIError("BAD_REQUEST", { code: "SESSION_EXPIRED", message: "You came in too long ago" });
  }
  const { password } = (context.body ?? {}) as { password?: unknown };
  if (typeof password !== "string" || password === "") {
    throw new APIError("BAD_REQUEST", { code: "INVALID_PASSWORD", message: "Enter your password" });
  }
  await takePasswordTry(db, context, session.user);
  return undefined;
}

/** What is refused for a reason is told in better-auth's way, which its client reads. */
export async function removeOrRefuse(
  remove: (userId: string) => Promise<void>,
  userId: string,
): Promise<void> {
  try {
    await remove(userId);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new APIError("CONFLICT", { code: error.code, message: error.message });
  }
}
