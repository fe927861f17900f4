import { APIError } from "better-auth/api";
import { eq } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { user } from "#db/schema/index.ts";

/** Asked before a session is made, so after the password: only who knows it is told. */
export async function refuseDisabled(db: Database, userId: string): Promise<void> {
  if (!(await isDisabled(db, userId))) return;
  throw new APIError("FORBIDDEN", {
    code: "ACCOUNT_DISABLED",
    message: "This account is closed on this site. Make an account of your own.",
  });
}

export async function isDisabled(db: Database, userId: string): Promise<boolean> {
  const [person] = await db.select({ disabledAt: user.disabledAt }).from(user).where(eq(user.id, userId));
  return person !== undefined && person.disabledAt !== null;
}
