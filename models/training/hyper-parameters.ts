import { z } from "zod";

export const optimizerName = z.enum(["adam", "adamw", "sgd", "rmsprop", "adagrad"]);
export type OptimizerName = z.infer<typeof optimizerName>;

export const learningRateSchedule = z.enum(["constant", "step", "cosine", "plateau"]);
export type LearningRateSchedule = z.infer<typeof learningRateSchedule>;

/** `none`, or `val` and the loss or one of the task's metrics: `valLoss`, `valAccuracy`. See `monitorsOf`. */
const earlyStopping = z.string().regex(/^(none|val[A-Z][A-Za-z0-9]{0,30})$/);

/** Of one class's weight in the loss. */
export const classWeight = z.number().min(0).max(1e6);

/** How a run trains. Defaults are Keras's where Keras has one; each has one, so that older runs still parse. */
export const hyperParameters = z.object({
  optimizer: optimizerName.default("adam"),
  learningRate: z.number().min(1e-7).max(10).default(0.001),
  /** Used by `sgd` only, as is `nesterov`. */
  momentum: z.number().min(0).max(0.999).default(0.9),
  nesterov: z.boolean().default(false),
  /** Keras's `weight_decay`, see `weightDecayOf`; null for the optimizer's own: 0.004 for AdamW, else none. */
  weightDecay: z.number().min(0).max(1).nullable().default(null),
  /** Keras's `global_clipnorm`: the longest that all gradients together may be; null for any length. */
  globalClipnorm: z.number().min(1e-6).max(1e6).nullable().default(null),
  /** Of layers that start from stored weights, the learning rate is multiplied by it. */
  startedRateFactor: z.number().min(0.0001).max(10).default(1),

  /** How the learning rate changes, see `learningRateAt`. */
  schedule: learningRateSchedule.default("constant"),
  /** Of `step`: every so many epochs the learning rate is multiplied by `stepFactor`. */
  stepEpochs: z.int().min(1).max(200).default(5),
  stepFactor: z.number().min(0.001).max(0.999).default(0.5),
  /** Of `cosine`: the part of the learning rate that is left at the end, Keras's `alpha`. */
  cosineAlpha: z.number().min(0).max(1).default(0),
  /** Of `plateau`: factor, patience, min_delta and min_lr of Keras's ReduceLROnPlateau on the validation loss. */
  plateauFactor: z.number().min(0.001).max(0.999).default(0.1),
  plateauPatience: z.int().min(1).max(200).default(10),
  plateauMinDelta: z.number().min(0).max(10).default(0.0001),
  minLearningRate: z.number().min(0).max(10).default(0),
  /** With any schedule: the learning rate rises from 0 over so many epochs, which may be a fraction. */
  warmupEpochs: z.number().min(0).max(200).default(0),

  /** What is watched to end a run early, and so which epoch counts as the best, see `isBetter`. */
  earlyStopping: earlyStopping.default("none"),
  /** Epochs without an improvement of more than `earlyStoppingMinDelta` after which the run ends. */
  earlyStoppingPatience: z.int().min(1).max(200).default(5),
  earlyStoppingMinDelta: z.number().min(0).max(10).default(0),

  /** One of the task's losses by its name; null for the first of them. */
  loss: z
    .string()
    .regex(/^[A-Za-z0-9]{1,40}$/)
    .nullable()
    .default(null),
  /** Of the cross-entropy: this part of the target is spread evenly over all classes, Keras's `label_smoothing`. */
  labelSmoothing: z.number().min(0).max(0.999).default(0),
  /** Weight of each class in the training loss, see `classWeightsOf`; a list has one number a class. */
  classWeight: z.union([z.enum(["none", "balanced"]), z.array(classWeight).min(1).max(1000)]).default("none"),

  batchSize: z.int().min(1).max(512).default(32),
  epochs: z.int().min(1).max(200).default(10),
  seed: z.int().min(0).max(2_147_483_647).default(1),
  flipHorizontal: z.boolean().default(false),
  flipVertical: z.boolean().default(false),
});

export type HyperParameters = z.infer<typeof hyperParameters>;

export const HYPER_PARAMETER_NAMES = Object.keys(hyperParameters.shape) as (keyof HyperParameters)[];

export const DEFAULT_HYPER_PARAMETERS: HyperParameters = hyperParameters.parse({});
