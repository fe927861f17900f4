import { z } from "zod";

/** What somebody is in a cohort. */
export const cohortRole = z.enum(["instructor", "learner"]);
export type CohortRole = z.infer<typeof cohortRole>;
