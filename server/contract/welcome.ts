import { z } from "zod";

// What the site tells people who are not signed in.

export const WELCOME_PATH = "/api/welcome";
export const JOIN_LINK_PATH = "/api/join/";

export const welcome = z.object({
  /** People get a link to a new password by mail; else from an instructor. */
  sendsMail: z.boolean(),
});
export type Welcome = z.infer<typeof welcome>;

/** What whoever has a join link may know before they sign in. */
export const invitation = z.object({
  cohortName: z.string(),
  /** Names of those who teach it. */
  instructors: z.array(z.string()),
});
export type Invitation = z.infer<typeof invitation>;
