import { z } from "zod";

/** What somebody is in a cohort. */
export const cohortRole = z.enum(["instructor", "assistant", "learner"]);
export type CohortRole = z.infer<typeof cohortRole>;
