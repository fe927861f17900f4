import { z } from "zod";
import { taskTarget } from "../tasks/target.ts";

export const splitName = z.enum(["train", "validation", "test"]);
export type SplitName = z.infer<typeof splitName>;

const size = z.int().min(1);

/** Height, width and channels of a picture, or steps and columns of a window of a time series. */
const inputShape = z.union([z.tuple([size, size, size]), z.tuple([size, size])]).readonly();
export type InputShape = z.infer<typeof inputShape>;
export type PictureShape = Extract<InputShape, readonly [number, number, number]>;

/** What a dataset is, without its bytes. */
export const datasetDescriptor = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  target: taskTarget,
  inputShape,
  /** Of one number of an input. Bytes are 0..255 and enter a network divided by 255. */
  element: z.enum(["uint8", "float32"]),
  /** Only for showing: the channels of a picture are those of so many pictures, one after the other. */
  frames: z.int().min(2).optional(),
  /** Of a time series, in their order: what was taken from each and what it was divided by. */
  columns: z.array(z.object({ name: z.string(), mean: z.number(), deviation: z.number() })).optional(),
  counts: z.object({ train: z.int(), validation: z.int(), test: z.int() }),
  splitRule: z.string(),
  licence: z.string(),
  source: z.string(),
  isSynthetic: z.boolean(),
});
export type DatasetDescriptor = z.infer<typeof datasetDescriptor>;
