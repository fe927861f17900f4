import {
  hyperParameters,
  optimizerName,
  type HyperParameters,
  type OptimizerName,
} from "./hyper-parameters.ts";

/** One hyper-parameter as a form shows it. */
export type HyperParameterField = {
  name: keyof HyperParameters;
  label: string;
  help: string;
  /** Shown for these optimizers only; for all where it is left out. */
  onlyFor?: readonly OptimizerName[];
} & (
  | { kind: "integer" | "number"; min: number; max: number; step: number }
  | { kind: "choice"; options: readonly { value: OptimizerName; label: string }[] }
  | { kind: "boolean" }
);

const OPTIMIZER_LABELS: Record<OptimizerName, string> = {
  adam: "Adam",
  sgd: "SGD with momentum",
  rmsprop: "RMSprop",
};

/** In the order of the form. Limits are read from the schema, so the two cannot disagree. */
export const HYPER_PARAMETER_FIELDS: readonly HyperParameterField[] = [
  {
    name: "epochs",
    label: "Epochs",
    kind: "integer",
    ...limits("epochs"),
    step: 1,
    help: "How many times the network sees the whole training set.",
  },
  {
    name: "batchSize",
    label: "Batch size",
    kind: "integer",
    ...limits("batchSize"),
    step: 1,
    help: "How many images one step looks at before the weights move.",
  },
  {
    name: "optimizer",
    label: "Optimizer",
    kind: "choice",
    options: optimizerName.options.map((value) => ({ value, label: OPTIMIZER_LABELS[value] })),
    help: "The rule that turns gradients into steps; Adam is a good first choice.",
  },
  {
    name: "learningRate",
    label: "Learning rate",
    kind: "number",
    ...limits("learningRate"),
    step: 0.0001,
    help: "How far each step goes: too large and the loss jumps, too small and nothing moves.",
  },
  {
    name: "momentum",
    label: "Momentum",
    kind: "number",
    ...limits("momentum"),
    step: 0.05,
    onlyFor: ["sgd"],
    help: "How much of the last step carries on into the next one.",
  },
  {
    name: "flipHorizontal",
    label: "Flip left and right",
    kind: "boolean",
    help: "Mirrors training images at random, so that the network sees more variety.",
  },
  {
    name: "flipVertical",
    label: "Flip up and down",
    kind: "boolean",
    help: "Turns training images upside down at random; right for pictures taken from above.",
  },
  {
    name: "seed",
    label: "Seed",
    kind: "integer",
    ...limits("seed"),
    step: 1,
    help: "Where chance begins: the same seed on the same machine repeats a run exactly.",
  },
];

function limits(name: "epochs" | "batchSize" | "learningRate" | "momentum" | "seed") {
  const { minValue, maxValue } = hyperParameters.shape[name].unwrap();
  if (minValue === null || maxValue === null) throw new RangeError(`${name} has no limits`);
  return { min: minValue, max: maxValue };
}
