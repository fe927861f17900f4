import { randomBytes, randomUUID } from "node:crypto";
import { team } from "#db/schema/index.ts";
import { dealTeams } from "#models/teams/deal-teams.ts";
import type { DealtTeams } from "#server/contract/team.ts";
import { createJoinCode } from "../cohort/join-code.ts";
import type { ServiceContext } from "../context.ts";
import { findTaughtExercise } from "../exercise/find.ts";
import { tell } from "../notice/tell.ts";
import { notify } from "../notify.ts";
import { lockTeams } from "./find.ts";
import { readTeams } from "./list.ts";
import { putInto } from "./move.ts";

/** Deals learners who are in no team into teams by chance. Once more, it finds nobody left to deal. */
export async function dealIntoTeams(ctx: ServiceContext, exerciseId: string): Promise<DealtTeams> {
  await findTaughtExercise(ctx, exerciseId);
  return ctx.db.transaction(async (tx) => {
    const { row, teamwork } = await lockTeams(tx, ctx.actor, exerciseId);
    const { cohortId } = row;
    const { teams, without } = await readTeams(tx, row);
    const standing = teams
      .filter(({ hasHandedIn }) => !hasHandedIn)
      .map(({ id, members }) => ({ id, size: members.length }));
    const seed = randomBytes(16).toString("hex");
    const people = without.map(({ id }) => id);
    const dealt = dealTeams(people, standing, { ...teamwork, seed });
    const places = [...dealt.joining];
    const nextName = freeNames(teams.map(({ name }) => name));
    for (const members of dealt.teams) {
      const made = { id: randomUUID(), name: nextName(), code: createJoinCode(), isOpen: false };
      await tx.insert(team).values({ ...made, cohortId, exerciseId });
      places.push([made.id, members]);
    }
    for (const [teamId, members] of places) {
      for (const userId of members) await putInto(tx, { exerciseId, userId, teamId }, teamwork);
    }
    const placed = places.flatMap(([, members]) => members);
    await tell(tx, placed, { kind: "team", cohortId, exerciseId, by: ctx.actor.id });
    if (placed.length > 0) await notify(tx, { kind: "cohort", cohortId, topic: "exercises" });
    return { placed: placed.length, left: dealt.left.length };
  });
}

/** `Team 1`, `Team 2`, without those that are taken. */
function freeNames(taken: readonly string[]): () => string {
  const known = new Set(taken.map((name) => name.toLowerCase()));
  let number = 0;
  return () => {
    do number += 1;
    while (known.has(`team ${number}`));
    return `Team ${number}`;
  };
}
