import { sql, type SQL } from "drizzle-orm";
import { run, runMark } from "#db/schema/index.ts";

const markOf = (actorId: string, condition: SQL = sql`true`) => sql`from ${runMark} mark
  where mark.user_id = ${actorId} and mark.run_id = ${run}.id and ${condition}`;

/** What somebody has made of a run for themselves: one look into the marks' key for each row that is shown. */
export function ownMarks(actorId: string) {
  return {
    tags: sql<string[]>`coalesce((select mark.tags ${markOf(actorId)}), '{}')`,
    isHidden: isHiddenBy(actorId),
  };
}

export const isHiddenBy = (actorId: string): SQL<boolean> =>
  sql<boolean>`exists (select ${markOf(actorId, sql`mark.is_hidden`)})`;

export const isTaggedBy = (actorId: string, tag: string): SQL =>
  sql`exists (select ${markOf(actorId, sql`${tag} = any (mark.tags)`)})`;
