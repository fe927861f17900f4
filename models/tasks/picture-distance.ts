import { z } from "zod";

/**
 * How far a picture lies from those of the training split, by its colours, contrast and edges: of so many pictures of the
 * validation split, how many lie nearer; and how many times as far it lies as the middle one of them. No network takes part.
 */
export const pictureDistance = z.object({
  of: z.int().min(1),
  nearer: z.int().min(0),
  /** null where the middle one's distance is 0. */
  timesUsual: z.number().nullable(),
});
export type PictureDistance = z.infer<typeof pictureDistance>;
