import { LIMITS, OPTIMIZERS, SCHEDULES } from "./hyper-parameter-defaults.ts";
import type { HyperParameters, LearningRateSchedule, OptimizerName } from "./hyper-parameters.ts";

/** Where a form shows a field: at once, or under one of the headings of what few need. */
const FIELD_GROUPS = ["basic", "optimizer", "schedule", "stopping", "loss"] as const;
export type FieldGroup = (typeof FIELD_GROUPS)[number];

/** The choices that decide which other fields apply. */
type Choices = Pick<HyperParameters, "optimizer" | "schedule" | "earlyStopping">;

/** One hyper-parameter as a form shows it. */
export type HyperParameterField = {
  name: keyof HyperParameters;
  group: FieldGroup;
  label: string;
  help: string;
  /** Applies with these choices only; always where it is left out. */
  onlyFor?: { readonly [Choice in keyof Choices]?: readonly Choices[Choice][] };
  /** Applies with any but this choice. */
  unless?: Partial<Choices>;
} & (
  | {
      kind: "integer" | "number";
      min: number;
      max: number;
      step: number;
      /** What leaving it empty means; where this is left out, there must be a number. */
      emptyMeans?: string;
    }
  | { kind: "choice"; options: readonly { value: string; label: string }[] }
  | { kind: "boolean" }
);

export const OPTIMIZER_LABELS: Record<OptimizerName, string> = {
  adam: "Adam",
  adamw: "AdamW",
  sgd: "SGD",
  rmsprop: "RMSprop",
  adagrad: "Adagrad",
};

const SCHEDULE_LABELS: Record<LearningRateSchedule, string> = {
  constant: "Constant",
  step: "Step: drops every few epochs",
  cosine: "Cosine: falls in a smooth curve",
  plateau: "Reduce on plateau: drops when stuck",
};

/**
 * In the order of the form, as a classification has them: `fieldsFor` has those of any target.
 */
export const HYPER_PARAMETER_FIELDS: readonly HyperParameterField[] = [
  {
    name: "epochs",
    group: "basic",
    label: "Epochs",
    kind: "integer",
    ...LIMITS.epochs,
    step: 1,
    help: "How many times the network sees the whole training set.",
  },
  {
    name: "batchSize",
    group: "basic",
    label: "Batch size",
    kind: "integer",
    ...LIMITS.batchSize,
    step: 1,
    help: "How many images one step looks at before the weights move.",
  },
  {
    name: "optimizer",
    group: "basic",
    label: "Optimizer",
    kind: "choice",
    options: OPTIMIZERS.map((value) => ({ value, label: OPTIMIZER_LABELS[value] })),
    help: "The rule that turns gradients into steps; Adam is a good first choice.",
  },
  {
    name: "learningRate",
    group: "basic",
    label: "Learning rate",
    kind: "number",
    ...LIMITS.learningRate,
    step: 0.0001,
    help: "How far each step goes: too large and the loss jumps, too small and nothing moves.",
  },
  {
    name: "momentum",
    group: "basic",
    label: "Momentum",
    kind: "number",
    ...LIMITS.momentum,
    step: 0.05,
    onlyFor: { optimizer: ["sgd"] },
    help: "How much of the last step carries on into the next one.",
  },
  {
    name: "flipHorizontal",
    group: "basic",
    label: "Flip left and right",
    kind: "boolean",
    help: "Mirrors training images at random, so that the network sees more variety.",
  },
  {
    name: "flipVertical",
    group: "basic",
    label: "Flip up and down",
    kind: "boolean",
    help: "Turns training images upside down at random; right for pictures taken from above.",
  },
  {
    name: "seed",
    group: "basic",
    label: "Seed",
    kind: "integer",
    ...LIMITS.seed,
    step: 1,
    help: "Where chance begins: the same seed on the same machine repeats a run exactly.",
  },
  {
    name: "startedRateFactor",
    group: "optimizer",
    label: "Rate of imported weights",
    kind: "number",
    ...LIMITS.startedRateFactor,
    step: 0.05,
    help: "What the learning rate is multiplied by for layers that start from imported weights: 0.1 moves them gently, while new layers learn fast.",
  },
  {
    name: "weightDecay",
    group: "optimizer",
    label: "Weight decay",
    kind: "number",
    ...LIMITS.weightDecay,
    step: 0.001,
    emptyMeans: "0.004 with AdamW, else none",
    help: "Every step shrinks all weights by this times the learning rate, against overfitting.",
  },
  {
    name: "globalClipnorm",
    group: "optimizer",
    label: "Gradient clipping",
    kind: "number",
    ...LIMITS.globalClipnorm,
    step: 0.5,
    emptyMeans: "none",
    help: "The largest norm that all gradients together may have, so that no step is far too long; 1 is usual.",
  },
  {
    name: "nesterov",
    group: "optimizer",
    label: "Nesterov momentum",
    kind: "boolean",
    onlyFor: { optimizer: ["sgd"] },
    help: "Looks ahead to where the momentum carries the weights, which damps overshooting.",
  },
  {
    name: "schedule",
    group: "schedule",
    label: "Schedule",
    kind: "choice",
    options: SCHEDULES.map((value) => ({ value, label: SCHEDULE_LABELS[value] })),
    help: "How the learning rate changes: large steps find the way, small ones settle in.",
  },
  {
    name: "warmupEpochs",
    group: "schedule",
    label: "Warm-up epochs",
    kind: "number",
    ...LIMITS.warmupEpochs,
    step: 0.5,
    help: "The learning rate rises from 0 over so many epochs, for a calm start; 0 is none.",
  },
  {
    name: "stepEpochs",
    group: "schedule",
    label: "Drop every",
    kind: "integer",
    ...LIMITS.stepEpochs,
    step: 1,
    onlyFor: { schedule: ["step"] },
    help: "Epochs from one drop to the next.",
  },
  {
    name: "stepFactor",
    group: "schedule",
    label: "Drop to",
    kind: "number",
    ...LIMITS.stepFactor,
    step: 0.1,
    onlyFor: { schedule: ["step"] },
    help: "The part of the learning rate that each drop leaves: 0.5 halves it.",
  },
  {
    name: "cosineAlpha",
    group: "schedule",
    label: "Left at the end",
    kind: "number",
    ...LIMITS.cosineAlpha,
    step: 0.01,
    onlyFor: { schedule: ["cosine"] },
    help: "The part of the learning rate that the last step still has.",
  },
  {
    name: "plateauFactor",
    group: "schedule",
    label: "Drop to",
    kind: "number",
    ...LIMITS.plateauFactor,
    step: 0.1,
    onlyFor: { schedule: ["plateau"] },
    help: "The part of the learning rate that each drop leaves.",
  },
  {
    name: "plateauPatience",
    group: "schedule",
    label: "Drop after",
    kind: "integer",
    ...LIMITS.plateauPatience,
    step: 1,
    onlyFor: { schedule: ["plateau"] },
    help: "Epochs without a lower validation loss before the learning rate drops.",
  },
  {
    name: "plateauMinDelta",
    group: "schedule",
    label: "Least improvement",
    kind: "number",
    ...LIMITS.plateauMinDelta,
    step: 0.0001,
    onlyFor: { schedule: ["plateau"] },
    help: "The validation loss has to fall by more than this.",
  },
  {
    name: "minLearningRate",
    group: "schedule",
    label: "Lowest learning rate",
    kind: "number",
    ...LIMITS.minLearningRate,
    step: 0.00001,
    onlyFor: { schedule: ["plateau"] },
    help: "No drop goes below it.",
  },
  {
    name: "earlyStopping",
    group: "stopping",
    label: "Early stopping",
    kind: "choice",
    options: [
      { value: "none", label: "Off" },
      { value: "valLoss", label: "On the validation loss" },
      { value: "valAccuracy", label: "On the validation accuracy" },
    ],
    help: "Ends the run when it no longer gets better. The weights of the best epoch are kept, with it and without.",
  },
  {
    name: "earlyStoppingPatience",
    group: "stopping",
    label: "Patience",
    kind: "integer",
    ...LIMITS.earlyStoppingPatience,
    step: 1,
    unless: { earlyStopping: "none" },
    help: "How many epochs without an improvement it waits.",
  },
  {
    name: "earlyStoppingMinDelta",
    group: "stopping",
    label: "Least improvement",
    kind: "number",
    ...LIMITS.earlyStoppingMinDelta,
    step: 0.001,
    unless: { earlyStopping: "none" },
    help: "An improvement has to be larger than this; 0.01 of accuracy is one percent.",
  },
  {
    name: "loss",
    group: "loss",
    label: "Loss",
    kind: "choice",
    options: [],
    help: "What training makes small: how wrong an answer is, as one number.",
  },
  {
    name: "labelSmoothing",
    group: "loss",
    label: "Label smoothing",
    kind: "number",
    ...LIMITS.labelSmoothing,
    step: 0.05,
    help: "Spreads this part of each label over all classes, so that the network is less sure of itself; 0.1 is usual.",
  },
  {
    name: "classWeight",
    group: "loss",
    label: "Class weights",
    kind: "choice",
    options: [
      { value: "none", label: "None: every image counts the same" },
      { value: "balanced", label: "Balanced: every class counts the same" },
      { value: "own", label: "Own: a number for each class" },
    ],
    help: "How much an image of each class counts in the training loss: more for rare classes, or for those that matter.",
  },
];

/** Whether a field means anything with what is chosen. */
export function isApplicable(
  { onlyFor = {}, unless = {} }: HyperParameterField,
  chosen: Record<keyof Choices, unknown>,
): boolean {
  return (["optimizer", "schedule", "earlyStopping"] as const).every((choice) => {
    const allowed: readonly unknown[] | undefined = onlyFor[choice];
    const isExcluded = unless[choice] !== undefined && unless[choice] === chosen[choice];
    return !isExcluded && (allowed === undefined || allowed.includes(chosen[choice]));
  });
}
