import { APIError } from "better-auth/api";
import { eq } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { user } from "#db/schema/index.ts";

/** Asked before a session is made, so after the password: only who knows it is told. */
export async function refuseDisabled(db: Database, userId: string): Promise<void> {
  const [person] = await db.select({ disabledAt: user.disabledAt }).from(user).where(eq(user.id, userId));
  if (person === undefined || person.disabledAt === null) return;
  throw new APIError("FORBIDDEN", {
    code: "ACCOUNT_DISABLED",
    message: "This account is closed on this site. Make an account of your own.",
  });
}
