import { z } from "zod";
import { MAX_TEAM_NAME } from "#models/teams/team-limits.ts";
import { teamwork } from "#models/teams/teamwork.ts";
import { idempotencyKey } from "./idempotency-key.ts";
import { oneLine } from "./one-line.ts";

const person = z.object({ id: z.string(), name: z.string() });

const teamView = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Whether one may join without its code. */
  isOpen: z.boolean(),
  isMine: z.boolean(),
  members: z.array(person),
  /** Once something was, who is in it is for an instructor to change. */
  hasHandedIn: z.boolean(),
  /** Of one's own team, and for instructors; null for others. */
  code: z.string().nullable(),
});
export type TeamView = z.infer<typeof teamView>;

const teamList = z.object({
  /** null where each hands in alone. */
  teamwork: teamwork.nullable(),
  teams: z.array(teamView),
  /** Learners who are in none. */
  without: z.array(person),
});
export type TeamList = z.infer<typeof teamList>;

const userId = oneLine.min(1).max(64);

export const createTeamInput = z.object({
  exerciseId: z.uuid(),
  name: oneLine.min(1, "A team needs a name").max(MAX_TEAM_NAME),
  isOpen: z.boolean(),
  idempotencyKey,
});
export type CreateTeamInput = z.infer<typeof createTeamInput>;

export const joinTeamInput = z.object({
  exerciseId: z.uuid(),
  /** One that is open, or the code of any. */
  by: z.union([z.object({ teamId: z.uuid() }), z.object({ code: z.string().max(40) })]),
});
export type JoinTeamInput = z.infer<typeof joinTeamInput>;

export const placeInTeamInput = z.object({
  exerciseId: z.uuid(),
  userId,
  /** null takes them out of the one that they are in. */
  teamId: z.uuid().nullable(),
});
export type PlaceInTeamInput = z.infer<typeof placeInTeamInput>;

export type DealtTeams = {
  /** How many learners were put into a team. */
  placed: number;
  /** For whom there was no place. */
  left: number;
};
