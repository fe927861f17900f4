import { z } from "zod";

const MAX_ROSTER_LENGTH = 100_000;
export const MAX_ROSTER_LINES = 1_000;

export const rosterInput = z.object({
  cohortId: z.uuid(),
  /** CSV: a name and an e-mail address a line. */
  text: z
    .string()
    .max(MAX_ROSTER_LENGTH, `A roster has at most ${MAX_ROSTER_LENGTH.toLocaleString("en-US")} characters`),
});
export type RosterInput = z.infer<typeof rosterInput>;

const rosterPerson = z.object({ line: z.int(), name: z.string(), email: z.string() });
export type RosterPerson = z.infer<typeof rosterPerson>;
const rosterProblem = z.object({ line: z.int(), message: z.string() });
export type RosterProblem = z.infer<typeof rosterProblem>;

const rosterPreview = z.object({
  /** `new`: would be invited. */
  people: z.array(rosterPerson.extend({ standing: z.enum(["new", "invited", "member"]) })),
  problems: z.array(rosterProblem),
});
export type RosterPreview = z.infer<typeof rosterPreview>;

const rosterInvitation = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  /** null once it was used. */
  code: z.string().nullable(),
  usedAt: z.iso.datetime().nullable(),
  /** How who took it is called here; null while nobody has, or where that person is gone. */
  usedBy: z.string().nullable(),
});
export type RosterInvitation = z.infer<typeof rosterInvitation>;

export const withdrawInvitationInput = z.object({ cohortId: z.uuid(), invitationId: z.uuid() });
export type WithdrawInvitationInput = z.infer<typeof withdrawInvitationInput>;
