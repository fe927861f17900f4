import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { cohortMember, team, teamMember, user } from "#db/schema/index.ts";
import type { TeamList } from "#server/contract/team.ts";
import type { ServiceContext } from "../context.ts";
import { findExercise, type ExerciseRow } from "../exercise/find.ts";

/** The teams of an exercise. The code of one is told to its members, and to instructors. */
export async function listTeams(
  ctx: Pick<ServiceContext, "db" | "actor">,
  exerciseId: string,
): Promise<TeamList> {
  const { row, member } = await findExercise(ctx, exerciseId);
  const teamwork = row.handIn.team ?? null;
  if (teamwork === null) return { teamwork, teams: [], without: [] };
  const { teams, without } = await readTeams(ctx.db, row);
  return {
    teamwork,
    without,
    teams: teams.map(({ code, ...each }) => {
      const isMine = each.members.some(({ id }) => id === ctx.actor.id);
      return { ...each, isMine, code: isMine || member.role === "instructor" ? code : null };
    }),
  };
}

type ReadTeam = {
  id: string;
  name: string;
  isOpen: boolean;
  code: string;
  hasHandedIn: boolean;
  members: { id: string; name: string }[];
};

/** All that is there, codes among it. */
export async function readTeams(db: Queryable, { id: exerciseId, cohortId }: ExerciseRow) {
  const rows = await db
    .select({
      id: team.id,
      name: team.name,
      isOpen: team.isOpen,
      code: team.code,
      hasHandedIn: sql<boolean>`exists (
        select from submission where submission.team_id = ${team.id} and submission.state <> 'void')`,
      userId: user.id,
      userName: user.name,
    })
    .from(team)
    .leftJoin(teamMember, eq(teamMember.teamId, team.id))
    .leftJoin(user, eq(user.id, teamMember.userId))
    .where(eq(team.exerciseId, exerciseId))
    .orderBy(asc(team.createdAt), asc(team.name), asc(teamMember.joinedAt), asc(user.name));
  const isIn = and(eq(teamMember.userId, cohortMember.userId), eq(teamMember.exerciseId, exerciseId));
  const without = await db
    .select({ id: user.id, name: user.name })
    .from(cohortMember)
    .innerJoin(user, eq(user.id, cohortMember.userId))
    .leftJoin(teamMember, isIn)
    .where(
      and(eq(cohortMember.cohortId, cohortId), eq(cohortMember.role, "learner"), isNull(teamMember.teamId)),
    )
    .orderBy(asc(user.name), asc(user.id));
  const teams = new Map<string, ReadTeam>();
  for (const { userId, userName, ...row } of rows) {
    const known = teams.get(row.id) ?? { ...row, members: [] };
    if (userId !== null && userName !== null) known.members.push({ id: userId, name: userName });
    teams.set(row.id, known);
  }
  return { teams: [...teams.values()], without };
}
