import { and, eq, ne } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { submission } from "#db/schema/index.ts";

/** Whether a team has handed in anything that counts. */
export async function hasHandedIn(db: Queryable, teamId: string): Promise<boolean> {
  const [found] = await db
    .select({ id: submission.id })
    .from(submission)
    .where(and(eq(submission.teamId, teamId), ne(submission.state, "void")))
    .limit(1);
  return found !== undefined;
}
