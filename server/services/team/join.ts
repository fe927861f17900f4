import { and, eq } from "drizzle-orm";
import { team } from "#db/schema/index.ts";
import type { JoinTeamInput } from "#server/contract/team.ts";
import { AppError } from "#server/platform/errors.ts";
import { normalizeJoinCode } from "../cohort/join-code.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { lockTeams, teamOf } from "./find.ts";
import { hasHandedIn } from "./handed-in.ts";
import { putInto } from "./move.ts";
import { requireForming } from "./require-forming.ts";

/** Joins a team that is open, or whose code one has. To join the one that one is in changes nothing. */
export async function joinTeam(ctx: ServiceContext, { exerciseId, by }: JoinTeamInput): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const { row, member, teamwork } = await lockTeams(tx, ctx.actor, exerciseId);
    requireForming(member, teamwork);
    if (member.role !== "learner") throw new AppError("CONFLICT", "Teams are of learners.");
    const which = "teamId" in by ? eq(team.id, by.teamId) : eq(team.code, normalizeJoinCode(by.code));
    const [found] = await tx
      .select()
      .from(team)
      .where(and(eq(team.exerciseId, exerciseId), which));
    if (found === undefined) throw new AppError("NOT_FOUND", "There is no such team. Check the code.");
    const place = { exerciseId, userId: ctx.actor.id, teamId: found.id };
    const before = await teamOf(tx, place);
    if (before?.id === found.id) return;
    if (before !== null) throw new AppError("CONFLICT", "Leave the team that you are in first.");
    if ("teamId" in by && !found.isOpen) {
      throw new AppError("FORBIDDEN", "This team takes who has its code. Ask one of its members for it.");
    }
    if (await hasHandedIn(tx, found.id)) {
      throw new AppError(
        "CONFLICT",
        "This team has handed in. Only an instructor puts somebody into it now.",
      );
    }
    await putInto(tx, place, teamwork);
    await notify(tx, { kind: "cohort", cohortId: row.cohortId, topic: "exercises" });
  });
}
