import { z } from "zod";
import { cohortRole } from "../cohorts/role.ts";

const who = z.object({
  sub: z.string(),
  name: z.string().nullable(),
  /** As the platform says it. Nobody is taken for somebody else by it. */
  email: z.string().nullable(),
  /** Not above what the registration allows. */
  role: cohortRole,
});

const resource = z.object({
  kind: z.literal("resource"),
  resourceLinkId: z.string(),
  /** null where the link names none of the cohort's. */
  exerciseId: z.uuid().nullable(),
});

const deepLinking = z.object({
  kind: z.literal("deep-linking"),
  returnUrl: z.string(),
  /** Sent back as it came. */
  data: z.string().nullable(),
  acceptsMultiple: z.boolean(),
});

/** What a checked launch asks for. */
export const launchTicket = z.object({
  who,
  ask: z.discriminatedUnion("kind", [resource, deepLinking]),
});
export type LaunchTicket = z.infer<typeof launchTicket>;
