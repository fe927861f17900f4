import { and, count, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { team, teamMember } from "#db/schema/index.ts";
import type { Teamwork } from "#models/teams/teamwork.ts";
import { AppError } from "#server/platform/errors.ts";
import { hasHandedIn } from "./handed-in.ts";

type Place = { exerciseId: string; userId: string; teamId: string };

/**
 * Puts somebody who is in no team into one. What it has handed in counts for them too. Call it under `lockTeams`.
 * @throws AppError CONFLICT where it is full.
 */
export async function putInto(
  tx: Transaction,
  { exerciseId, userId, teamId }: Place,
  { maxSize }: Pick<Teamwork, "maxSize">,
): Promise<void> {
  if ((await sizeOf(tx, teamId)) >= maxSize) {
    throw new AppError(
      "CONFLICT",
      `This team is full: it has ${maxSize === 1 ? "1 member" : `${maxSize} members`}, as many as it may.`,
    );
  }
  await tx.insert(teamMember).values({ exerciseId, userId, teamId });
  await tx.execute(sql`
    insert into submission_member (submission_id, user_id)
    select id, ${userId} from submission where team_id = ${teamId}
    on conflict do nothing`);
}

/** Takes somebody out of a team. What it has handed in goes on counting for them; a team without both is gone. */
export async function takeOut(tx: Transaction, { exerciseId, userId, teamId }: Place): Promise<void> {
  await tx
    .delete(teamMember)
    .where(and(eq(teamMember.exerciseId, exerciseId), eq(teamMember.userId, userId)));
  if ((await sizeOf(tx, teamId)) > 0 || (await hasHandedIn(tx, teamId))) return;
  await tx.delete(team).where(eq(team.id, teamId));
}

async function sizeOf(tx: Transaction, teamId: string): Promise<number> {
  const [members] = await tx.select({ count: count() }).from(teamMember).where(eq(teamMember.teamId, teamId));
  return members?.count ?? 0;
}
