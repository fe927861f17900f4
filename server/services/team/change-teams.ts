import { and, count, eq, ne } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { exercise, submission, team, teamMember } from "#db/schema/index.ts";
import type { ExerciseHandIn } from "#models/exercises/exercise.ts";
import { AppError } from "#server/platform/errors.ts";
import { tell } from "../notice/tell.ts";

type Change = { cohortId: string; by: string; before: ExerciseHandIn; after: ExerciseHandIn };

/**
 * Before an exercise is handed in by teams, or otherwise than before. Where each hands in alone again, its teams are gone, and
 * who was in one is told.
 * @throws AppError CONFLICT where something was handed in already, or a team is larger than teams may be.
 */
export async function changeTeams(
  tx: Transaction,
  exerciseId: string,
  { cohortId, by, before, after }: Change,
): Promise<void> {
  if (before.team === undefined && after.team === undefined) return;
  // Who hands in or joins meanwhile is waited for.
  await tx.select({ id: exercise.id }).from(exercise).where(eq(exercise.id, exerciseId)).for("update");
  if ((before.team === undefined) !== (after.team === undefined)) {
    const [handedIn] = await tx
      .select({ count: count() })
      .from(submission)
      .where(and(eq(submission.exerciseId, exerciseId), ne(submission.state, "void")));
    if ((handedIn?.count ?? 0) > 0) {
      throw new AppError(
        "CONFLICT",
        "Something was handed in already, so whether teams or single learners do so stays as it is.",
      );
    }
  }
  if (after.team === undefined) {
    const members = await tx
      .select({ userId: teamMember.userId })
      .from(teamMember)
      .where(eq(teamMember.exerciseId, exerciseId));
    await tx.delete(team).where(eq(team.exerciseId, exerciseId));
    const people = members.map(({ userId }) => userId);
    await tell(tx, people, { kind: "team", cohortId, exerciseId, by });
    return;
  }
  const { maxSize } = after.team;
  const sizes = await tx
    .select({ name: team.name, size: count() })
    .from(team)
    .innerJoin(teamMember, eq(teamMember.teamId, team.id))
    .where(eq(team.exerciseId, exerciseId))
    .groupBy(team.id);
  const large = sizes.find(({ size }) => size > maxSize);
  if (large === undefined) return;
  throw new AppError("CONFLICT", `“${large.name}” has ${large.size} members, more than ${maxSize}.`);
}
