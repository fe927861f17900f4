import { z } from "zod";
import { MAX_TEAM } from "./team-limits.ts";

/** How teams of an exercise are made. */
export const teamwork = z
  .object({
    minSize: z.int().min(1).max(MAX_TEAM),
    maxSize: z.int().min(2, "A team has at least two places").max(MAX_TEAM),
    /** Whether learners form them; otherwise who teaches does alone. */
    isByLearners: z.boolean(),
  })
  .refine(({ minSize, maxSize }) => minSize <= maxSize, "A team's largest size is below its smallest");
export type Teamwork = z.infer<typeof teamwork>;
