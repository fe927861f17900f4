import { and, eq } from "drizzle-orm";
import { team } from "#db/schema/index.ts";
import type { PlaceInTeamInput } from "#server/contract/team.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireMember } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { findTaughtExercise } from "../exercise/find.ts";
import { tell } from "../notice/tell.ts";
import { notify } from "../notify.ts";
import { lockTeams, teamOf } from "./find.ts";
import { putInto, takeOut } from "./move.ts";

/**
 * Puts a learner into a team, out of the one that they are in, or into none. What the old one has handed in goes on counting for
 * them, and what the new one has counts too.
 */
export async function placeInTeam(ctx: ServiceContext, input: PlaceInTeamInput): Promise<void> {
  const { exerciseId, userId, teamId } = input;
  await findTaughtExercise(ctx, exerciseId);
  await ctx.db.transaction(async (tx) => {
    const { row, teamwork } = await lockTeams(tx, ctx.actor, exerciseId);
    const before = await teamOf(tx, input);
    if ((before?.id ?? null) === teamId) return;
    if (before !== null) await takeOut(tx, { exerciseId, userId, teamId: before.id });
    if (teamId !== null) {
      const person = { db: tx, actor: { id: userId } };
      const { role } = await requireMember(person, row.cohortId, "The cohort has no such member");
      if (role !== "learner") throw new AppError("INVALID_INPUT", "Teams are of learners.");
      const [found] = await tx
        .select({ id: team.id })
        .from(team)
        .where(and(eq(team.id, teamId), eq(team.exerciseId, exerciseId)));
      if (found === undefined) throw new AppError("NOT_FOUND", "There is no such team");
      await putInto(tx, { exerciseId, userId, teamId }, teamwork);
    }
    const { cohortId } = row;
    await tell(tx, [userId], { kind: "team", cohortId, exerciseId, by: ctx.actor.id });
    await notify(tx, { kind: "cohort", cohortId, topic: "exercises" });
  });
}
