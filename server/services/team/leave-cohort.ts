import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { exercise, team, teamMember } from "#db/schema/index.ts";
import { hasHandedIn } from "./handed-in.ts";
import { takeOut } from "./move.ts";

/** Takes who leaves a cohort out of their teams there. One that has handed in keeps them, and its grade reaches them. */
export async function leaveTeamsOf(
  tx: Transaction,
  { cohortId, userId }: { cohortId: string; userId: string },
): Promise<void> {
  const own = await tx
    .select({ exerciseId: teamMember.exerciseId, teamId: teamMember.teamId })
    .from(teamMember)
    .innerJoin(team, eq(team.id, teamMember.teamId))
    .where(and(eq(teamMember.userId, userId), eq(team.cohortId, cohortId)));
  if (own.length === 0) return;
  // As `lockTeams` does, in one order.
  const ids = own.map(({ exerciseId }) => exerciseId);
  await tx
    .select({ id: exercise.id })
    .from(exercise)
    .where(inArray(exercise.id, ids))
    .orderBy(exercise.id)
    .for("update");
  for (const { exerciseId, teamId } of own) {
    if (!(await hasHandedIn(tx, teamId))) await takeOut(tx, { exerciseId, userId, teamId });
  }
}
