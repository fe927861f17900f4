import { z } from "zod";

/** The mean loss, and the task's metrics by name: `{ loss: 0.41, accuracy: 0.86 }`. Units are those of `TaskDefinition`. */
const splitMetrics = z.object({ loss: z.number() }).catchall(z.number());
export type SplitMetrics = z.infer<typeof splitMetrics>;

/** Of the releases that knew classification alone. */
const accuraciesAtTheTop = z.looseObject({
  loss: z.number(),
  accuracy: z.number(),
  valLoss: z.number(),
  valAccuracy: z.number(),
});

function upgradeEpoch(json: unknown): unknown {
  const old = accuraciesAtTheTop.safeParse(json);
  if (!old.success) return json;
  const { loss, accuracy, valLoss, valAccuracy, ...rest } = old.data;
  return { ...rest, train: { loss, accuracy }, validation: { loss: valLoss, accuracy: valAccuracy } };
}

/**
 * What one finished epoch measured. Losses are as in Keras: with label smoothing where it is on, and with class weights in
 * training only. Rows of older releases are read as well.
 */
export const epochMetrics = z.preprocess(
  upgradeEpoch,
  z.object({
    /** Counted from 1. */
    epoch: z.int().min(1),
    train: splitMetrics,
    validation: splitMetrics,
    /** Of the epoch's last step. Runs of older releases have none. */
    learningRate: z.number().optional(),
    /** Training and validation together. */
    seconds: z.number(),
    /** Training images a second, validation not counted. */
    imagesPerSecond: z.number(),
  }),
);
export type EpochMetrics = z.infer<typeof epochMetrics>;
