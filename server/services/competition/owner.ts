import { sql, type SQL, type SQLWrapper } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import type { ExerciseRow } from "../exercise/find.ts";
import { teamIn } from "../team/handing-in.ts";

/** Whose place on a board an entry has: the team's that handed it in, or the person's. */
export function ownerOf(teamId: SQLWrapper, userId: SQLWrapper): SQL<string> {
  return sql<string>`coalesce(${teamId}::text, ${userId})`;
}

/** Under which id a person, or their team, competes. */
export async function ownerIdOf(
  db: Queryable,
  { row, userId }: { row: ExerciseRow; userId: string },
): Promise<string> {
  return (await teamIn(db, { row, userId }))?.id ?? userId;
}
