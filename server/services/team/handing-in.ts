import type { Queryable } from "#db/client.ts";
import { AppError } from "#server/platform/errors.ts";
import type { Membership } from "../cohort/require-member.ts";
import type { ExerciseRow } from "../exercise/find.ts";
import { membersHere, teamOf, type TeamRow } from "./find.ts";

type Asking = { row: ExerciseRow; userId: string };

export type HandingIn = {
  userId: string;
  /** null where it is one person's. */
  team: TeamRow | null;
  /** Whom it counts for, and whose runs it may be. */
  people: string[];
};

/** The team that somebody hands in to an exercise with; null where they do so alone. */
export async function teamIn(db: Queryable, { row, userId }: Asking): Promise<TeamRow | null> {
  return row.handIn.team === undefined ? null : teamOf(db, { exerciseId: row.id, userId });
}

/**
 * For whom somebody hands in. Who teaches tries an exercise out alone.
 * @throws AppError CONFLICT for a learner without a team where there are teams, and for a team that is too small.
 */
export async function handingIn(
  db: Queryable,
  { row, userId, member }: Asking & { member: Membership },
): Promise<HandingIn> {
  const team = await teamIn(db, { row, userId });
  const { team: teamwork } = row.handIn;
  if (team === null || teamwork === undefined) {
    if (teamwork !== undefined && member.role === "learner") {
      throw new AppError("CONFLICT", "Teams hand this in. Join one first, or make one.");
    }
    return { userId, team: null, people: [userId] };
  }
  const people = await membersHere(db, team);
  if (people.length < teamwork.minSize) {
    throw new AppError(
      "CONFLICT",
      `A team of at least ${teamwork.minSize} hands this in; yours has ${people.length}.`,
    );
  }
  return { userId, team, people };
}
