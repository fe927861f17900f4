import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { lockTeams, teamOf } from "./find.ts";
import { hasHandedIn } from "./handed-in.ts";
import { takeOut } from "./move.ts";
import { requireForming } from "./require-forming.ts";

/** Leaves the team that one is in, until it has handed in. @throws AppError CONFLICT from then on. */
export async function leaveTeam(ctx: ServiceContext, exerciseId: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const { row, member, teamwork } = await lockTeams(tx, ctx.actor, exerciseId);
    requireForming(member, teamwork);
    const of = { exerciseId, userId: ctx.actor.id };
    const own = await teamOf(tx, of);
    if (own === null) return;
    if (await hasHandedIn(tx, own.id)) {
      throw new AppError("CONFLICT", "Your team has handed in. Only an instructor takes you out of it now.");
    }
    await takeOut(tx, { ...of, teamId: own.id });
    await notify(tx, { kind: "cohort", cohortId: row.cohortId, topic: "exercises" });
  });
}
