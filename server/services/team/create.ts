import { and, count, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { team } from "#db/schema/index.ts";
import type { CreateTeamInput } from "#server/contract/team.ts";
import { AppError } from "#server/platform/errors.ts";
import { createJoinCode } from "../cohort/join-code.ts";
import type { ServiceContext } from "../context.ts";
import { intentOf, makeOnce } from "../make-once.ts";
import { notify } from "../notify.ts";
import { lockTeams, teamOf } from "./find.ts";
import { putInto } from "./move.ts";
import { requireForming } from "./require-forming.ts";

/** Of one exercise. */
const MAX_TEAMS = 500;

/** Makes a team: a learner who is in none is its first member, an instructor makes it for others. */
export async function createTeam(ctx: ServiceContext, input: CreateTeamInput): Promise<{ id: string }> {
  const { exerciseId, name, isOpen } = input;
  const id = await makeOnce(ctx, intentOf("team.create", input), async (tx, teamId) => {
    const { row, member, teamwork } = await lockTeams(tx, ctx.actor, exerciseId);
    const { cohortId } = row;
    requireForming(member, teamwork);
    const userId = ctx.actor.id;
    if ((await teamOf(tx, { exerciseId, userId })) !== null) {
      throw new AppError("CONFLICT", "Leave the team that you are in first.");
    }
    await requireFree(tx, input);
    await tx.insert(team).values({ id: teamId, cohortId, exerciseId, name, isOpen, code: createJoinCode() });
    if (member.role === "learner") await putInto(tx, { exerciseId, userId, teamId }, teamwork);
    await notify(tx, { kind: "cohort", cohortId, topic: "exercises" });
    return teamId;
  });
  return { id };
}

async function requireFree(tx: Transaction, { exerciseId, name }: CreateTeamInput): Promise<void> {
  const [all] = await tx.select({ count: count() }).from(team).where(eq(team.exerciseId, exerciseId));
  if ((all?.count ?? 0) >= MAX_TEAMS) {
    throw new AppError("QUOTA_EXCEEDED", `An exercise has at most ${MAX_TEAMS} teams.`);
  }
  const [same] = await tx
    .select({ id: team.id })
    .from(team)
    .where(and(eq(team.exerciseId, exerciseId), sql`lower(${team.name}) = lower(${name})`));
  if (same !== undefined) throw new AppError("CONFLICT", `There is a team “${name}” already.`);
}
