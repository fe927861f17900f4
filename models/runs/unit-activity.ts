import { z } from "zod";

/** What the units of a finished network's ReLU layers did on a sample of the validation split. */
export const unitActivity = z.object({
  /** Examples of the sample. */
  count: z.int().min(1),
  /** In the order of the network; `dead`: units, of a map its channels, that are 0 for every example and at every place. */
  layers: z.array(z.object({ name: z.string(), units: z.int().min(1), dead: z.int().min(0) })),
});
export type UnitActivity = z.infer<typeof unitActivity>;
