import { z } from "zod";

/** One of several classes a picture, by the class's place in the list. */
const classificationTarget = z.object({
  task: z.literal("classification"),
  classes: z.array(z.string()).min(2),
});
export type ClassificationTarget = z.infer<typeof classificationTarget>;

/** One number a picture or window: `"Global horizontal irradiance"` in `"W/m²"`; a number without a unit has `""`. */
const regressionTarget = z.object({
  task: z.literal("regression"),
  quantity: z.string().min(1),
  unit: z.string(),
});
export type RegressionTarget = z.infer<typeof regressionTarget>;

/** What a dataset asks of a network: its task, and what the answers are. */
export const taskTarget = z.discriminatedUnion("task", [classificationTarget, regressionTarget]);
export type TaskTarget = z.infer<typeof taskTarget>;
export type TaskName = TaskTarget["task"];
