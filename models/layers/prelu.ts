import { z } from "zod";
import { defineLayer, type Shape } from "./define-layer.ts";
import { received } from "./settings/received.ts";
import { settingsObject } from "./settings/settings-object.ts";

const sharedAxes = z
  .array(z.int().min(1).max(3), { error: notAxes })
  .max(3, { error: notAxes })
  .refine((axes) => new Set(axes).size === axes.length, { error: notAxes });

function notAxes({ input }: { input?: unknown }): string {
  return `expected different axes from 1, the first after the batch, to 3, such as 1, 2; received ${received(input)}`;
}

/**
 * Keeps the shape: x where x > 0, else alpha x, alpha learned. Alpha is [...input], with 1 for every shared axis; Keras
 * counts axes from 1, the batch being 0.
 */
export const pReLU = defineLayer({
  type: "PReLU",
  category: "activation",
  settings: settingsObject({ sharedAxes: sharedAxes.default([]) }),
  fields: [
    {
      name: "sharedAxes",
      label: "Shared axes",
      kind: "numbers",
      min: 1,
      max: 3,
      step: 1,
      maxCount: 3,
      isWhole: true,
      emptyMeans: "every value has a slope of its own",
      help: "Axes along which one slope serves all places: 1, 2 are height and width, so that each channel has one.",
    },
  ],
  inputs: { min: 1, max: 1 },
  outputShape: ([input = []], { sharedAxes }) => {
    const beyond = sharedAxes.find((axis) => axis > input.length);
    return beyond === undefined
      ? { ok: true, shape: input }
      : { ok: false, reason: `PReLU shares axis ${beyond} of an input that has ${input.length}` };
  },
  weights: ([input = []], { sharedAxes }) => [
    { name: "alpha", shape: alphaShape(input, sharedAxes), isTrainable: true, initializer: "zeros" },
  ],
  macs: () => 0,
  help: "Like LeakyReLU, but how much of negative values passes is learned.",
});

function alphaShape(input: Shape, sharedAxes: readonly number[]): Shape {
  return input.map((side, axis) => (sharedAxes.includes(axis + 1) ? 1 : side));
}
