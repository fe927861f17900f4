import { z } from "zod";

export const splitName = z.enum(["train", "validation", "test"]);
export type SplitName = z.infer<typeof splitName>;

/** What a dataset is, without its bytes. */
export const datasetDescriptor = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  classes: z.array(z.string()).min(2),
  height: z.int(),
  width: z.int(),
  channels: z.int(),
  counts: z.object({ train: z.int(), validation: z.int(), test: z.int() }),
  splitRule: z.string(),
  licence: z.string(),
  source: z.string(),
  isSynthetic: z.boolean(),
});
export type DatasetDescriptor = z.infer<typeof datasetDescriptor>;
