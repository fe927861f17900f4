import { defineLayer } from "./define-layer.ts";
import { sameShape } from "./same-shape.ts";
import { affineFields, affineWeights } from "./settings/affine.ts";
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
    ...affineFields,
  ],
  inputs: { min: 1, max: 1 },
  outputShape: sameShape,
  weights: ([input = []], settings) => {
    const shape = [input.at(-1) ?? 0];
    const weights = affineWeights(shape, settings);
    weights.push(
      { name: "moving_mean", shape, isTrainable: false, initializer: "zeros" },
      { name: "moving_variance", shape, isTrainable: false, initializer: "ones" },
    );
    return weights;
  },
  macs: () => 0,
  help: "Brings each channel to mean 0 and spread 1 within the batch, which makes training faster and steadier.",
});
