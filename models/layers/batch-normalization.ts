import { defineLayer, type WeightSpec } from "./define-layer.ts";
import { sameShape } from "./same-shape.ts";
import { boundedNumber } from "./settings/bounded-number.ts";
import { flag } from "./settings/flag.ts";
import { settingsObject } from "./settings/settings-object.ts";

/** Keeps the shape; normalizes over the last axis. gamma and beta are learned, the moving statistics are not. */
export const batchNormalization = defineLayer({
  type: "BatchNormalization",
  category: "regularization",
  settings: settingsObject({
    momentum: boundedNumber(0, 0.9999).default(0.99),
    epsilon: boundedNumber(1e-7, 0.1).default(1e-3),
    center: flag.default(true),
    scale: flag.default(true),
  }),
  fields: [
    {
      name: "momentum",
      label: "Momentum",
      kind: "number",
      min: 0,
      max: 0.9999,
      step: 0.01,
      help: "How slowly the running mean and variance, used after training, follow the batches.",
    },
    {
      name: "epsilon",
      label: "Epsilon",
      kind: "number",
      min: 1e-7,
      max: 0.1,
      step: 0.001,
      help: "A small number added to the variance, so that nothing is divided by 0.",
    },
    { name: "center", label: "Center (beta)", kind: "boolean", help: "Learn a shift for each channel." },
    { name: "scale", label: "Scale (gamma)", kind: "boolean", help: "Learn a factor for each channel." },
  ],
  inputs: { min: 1, max: 1 },
  outputShape: sameShape,
  weights: ([input = []], { center, scale }) => {
    const shape = [input.at(-1) ?? 0];
    const weights: WeightSpec[] = [];
    if (scale) weights.push({ name: "gamma", shape, isTrainable: true, initializer: "ones" });
    if (center) weights.push({ name: "beta", shape, isTrainable: true, initializer: "zeros" });
    weights.push(
      { name: "moving_mean", shape, isTrainable: false, initializer: "zeros" },
      { name: "moving_variance", shape, isTrainable: false, initializer: "ones" },
    );
    return weights;
  },
  macs: () => 0,
  help: "Brings each channel to mean 0 and spread 1 within the batch, which makes training faster and steadier.",
});
