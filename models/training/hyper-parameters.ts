import { z } from "zod";
import { CLASS_WEIGHT_LIMITS, DEFAULTS, LIMITS, OPTIMIZERS, SCHEDULES } from "./hyper-parameter-defaults.ts";

export const optimizerName = z.enum(OPTIMIZERS);
export type OptimizerName = z.infer<typeof optimizerName>;

const learningRateSchedule = z.enum(SCHEDULES);
export type LearningRateSchedule = z.infer<typeof learningRateSchedule>;

/** `none`, or `val` and the loss or one of the task's metrics: `valLoss`, `valAccuracy`. See `monitorsOf`. */
const earlyStopping = z.string().regex(/^(none|val[A-Z][A-Za-z0-9]{0,30})$/);

const { min: LEAST_WEIGHT, max: MOST_WEIGHT } = CLASS_WEIGHT_LIMITS;
export const classWeight = z.number().min(LEAST_WEIGHT).max(MOST_WEIGHT);

type Limited = keyof typeof LIMITS;
const number = (name: Limited) => z.number().min(LIMITS[name].min).max(LIMITS[name].max);
const integer = (name: Limited) => z.int().min(LIMITS[name].min).max(LIMITS[name].max);

/** How a run trains. Defaults are Keras's where Keras has one; each has one, so that older runs still parse. */
export const hyperParameters = z.object({
  optimizer: optimizerName.default(DEFAULTS.optimizer),
  learningRate: number("learningRate").default(DEFAULTS.learningRate),
  /** Used by `sgd` only, as is `nesterov`. */
  momentum: number("momentum").default(DEFAULTS.momentum),
  nesterov: z.boolean().default(DEFAULTS.nesterov),
  /** Keras's `weight_decay`, see `weightDecayOf`; null for the optimizer's own: 0.004 for AdamW, else none. */
  weightDecay: number("weightDecay").nullable().default(DEFAULTS.weightDecay),
  /** Keras's `global_clipnorm`: the longest that all gradients together may be; null for any length. */
  globalClipnorm: number("globalClipnorm").nullable().default(DEFAULTS.globalClipnorm),
  /** Of layers that start from stored weights, the learning rate is multiplied by it. */
  startedRateFactor: number("startedRateFactor").default(DEFAULTS.startedRateFactor),

  /** How the learning rate changes, see `learningRateAt`. */
  schedule: learningRateSchedule.default(DEFAULTS.schedule),
  /** Of `step`: every so many epochs the learning rate is multiplied by `stepFactor`. */
  stepEpochs: integer("stepEpochs").default(DEFAULTS.stepEpochs),
  stepFactor: number("stepFactor").default(DEFAULTS.stepFactor),
  /** Of `cosine`: the part of the learning rate that is left at the end, Keras's `alpha`. */
  cosineAlpha: number("cosineAlpha").default(DEFAULTS.cosineAlpha),
  /** Of `plateau`: factor, patience, min_delta and min_lr of Keras's ReduceLROnPlateau on the validation loss. */
  plateauFactor: number("plateauFactor").default(DEFAULTS.plateauFactor),
  plateauPatience: integer("plateauPatience").default(DEFAULTS.plateauPatience),
  plateauMinDelta: number("plateauMinDelta").default(DEFAULTS.plateauMinDelta),
  minLearningRate: number("minLearningRate").default(DEFAULTS.minLearningRate),
  /** With any schedule: the learning rate rises from 0 over so many epochs, which may be a fraction. */
  warmupEpochs: number("warmupEpochs").default(DEFAULTS.warmupEpochs),

  /** What is watched to end a run early, and so which epoch counts as the best, see `isBetter`. */
  earlyStopping: earlyStopping.default(DEFAULTS.earlyStopping),
  /** Epochs without an improvement of more than `earlyStoppingMinDelta` after which the run ends. */
  earlyStoppingPatience: integer("earlyStoppingPatience").default(DEFAULTS.earlyStoppingPatience),
  earlyStoppingMinDelta: number("earlyStoppingMinDelta").default(DEFAULTS.earlyStoppingMinDelta),

  /** One of the task's losses by its name; null for the first of them. */
  loss: z
    .string()
    .regex(/^[A-Za-z0-9]{1,40}$/)
    .nullable()
    .default(DEFAULTS.loss),
  /** Of the cross-entropy: this part of the target is spread evenly over all classes, Keras's `label_smoothing`. */
  labelSmoothing: number("labelSmoothing").default(DEFAULTS.labelSmoothing),
  /** Weight of each class in the training loss, see `classWeightsOf`; a list has one number a class. */
  classWeight: z
    .union([z.enum(["none", "balanced"]), z.array(classWeight).min(1).max(1000)])
    .default(DEFAULTS.classWeight),

  batchSize: integer("batchSize").default(DEFAULTS.batchSize),
  epochs: integer("epochs").default(DEFAULTS.epochs),
  seed: integer("seed").default(DEFAULTS.seed),
  flipHorizontal: z.boolean().default(DEFAULTS.flipHorizontal),
  flipVertical: z.boolean().default(DEFAULTS.flipVertical),
});

export type HyperParameters = z.infer<typeof hyperParameters>;

export const DEFAULT_HYPER_PARAMETERS: HyperParameters = DEFAULTS;

export const HYPER_PARAMETER_NAMES = Object.keys(hyperParameters.shape) as (keyof HyperParameters)[];
