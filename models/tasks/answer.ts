import { z } from "zod";

/** What a network says about one input: a probability a class, in the order of its target; or a value in its unit. */
export const taskAnswer = z.discriminatedUnion("task", [
  z.object({ task: z.literal("classification"), probabilities: z.array(z.number()) }),
  z.object({ task: z.literal("regression"), value: z.number() }),
]);
export type TaskAnswer = z.infer<typeof taskAnswer>;
