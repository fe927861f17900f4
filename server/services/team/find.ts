import { and, eq } from "drizzle-orm";
import type { Queryable, Transaction } from "#db/client.ts";
import { cohortMember, exercise, team, teamMember } from "#db/schema/index.ts";
import type { Teamwork } from "#models/teams/teamwork.ts";
import { AppError } from "#server/platform/errors.ts";
import type { Membership } from "../cohort/require-member.ts";
import { requireOpen } from "../cohort/require-open.ts";
import type { Actor } from "../context.ts";
import { findExercise, type ExerciseRow } from "../exercise/find.ts";

export type TeamRow = typeof team.$inferSelect;

/** The team of a person in an exercise; null where they are in none. */
export async function teamOf(
  db: Queryable,
  { exerciseId, userId }: { exerciseId: string; userId: string },
): Promise<TeamRow | null> {
  const [found] = await db
    .select({ team })
    .from(teamMember)
    .innerJoin(team, eq(team.id, teamMember.teamId))
    .where(and(eq(teamMember.exerciseId, exerciseId), eq(teamMember.userId, userId)));
  return found?.team ?? null;
}

/** Ids of a team's members who are still in the cohort. */
export async function membersHere(
  db: Queryable,
  { id, cohortId }: Pick<TeamRow, "id" | "cohortId">,
): Promise<string[]> {
  const isHere = and(eq(cohortMember.userId, teamMember.userId), eq(cohortMember.cohortId, cohortId));
  const rows = await db
    .select({ userId: teamMember.userId })
    .from(teamMember)
    .innerJoin(cohortMember, isHere)
    .where(eq(teamMember.teamId, id));
  return rows.map(({ userId }) => userId);
}

type Changing = { row: ExerciseRow; member: Membership; teamwork: Teamwork };

/**
 * For a change of who is in which team of an exercise: such changes take turns, and wait for what is being handed in.
 * @throws AppError NOT_FOUND as for the exercise, CONFLICT where each hands in alone or the cohort is archived.
 */
export async function lockTeams(tx: Transaction, actor: Actor, exerciseId: string): Promise<Changing> {
  await tx.select({ id: exercise.id }).from(exercise).where(eq(exercise.id, exerciseId)).for("update");
  const { row, member } = await findExercise({ db: tx, actor }, exerciseId);
  requireOpen(member);
  const { team: teamwork } = row.handIn;
  if (teamwork === undefined) throw new AppError("CONFLICT", "Each hands this exercise in alone.");
  return { row, member, teamwork };
}
