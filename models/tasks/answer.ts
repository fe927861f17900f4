import { z } from "zod";
import { pictureDistance } from "./picture-distance.ts";

/** Of a picture of a person's own. */
const distance = pictureDistance.optional();

/** What a network says about one input: a probability a class, in the order of its target; or a value in its unit. */
export const taskAnswer = z.discriminatedUnion("task", [
  z.object({ task: z.literal("classification"), probabilities: z.array(z.number()), distance }),
  z.object({ task: z.literal("regression"), value: z.number(), distance }),
]);
export type TaskAnswer = z.infer<typeof taskAnswer>;
