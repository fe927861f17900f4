import { and, eq, isNotNull } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { account } from "#db/schema/index.ts";

/** Not an account that a learning platform alone opens. */
export async function hasPassword(db: Queryable, userId: string): Promise<boolean> {
  const found = await db
    .select({ id: account.id })
    .from(account)
    .where(and(eq(account.userId, userId), isNotNull(account.password)))
    .limit(1);
  return found.length > 0;
}
