import { z } from "zod";
import { defineLayer } from "./define-layer.ts";
import { boundedInteger } from "./settings/bounded-number.ts";
import { received } from "./settings/received.ts";
import { settingsObject } from "./settings/settings-object.ts";

const side = boundedInteger(1, 1024);

/**
 * The dataset's images, [height, width, channels], pixels as 0..1, or windows of a time series, [steps, channels]. No fields:
 * the dataset decides the shape.
 */
export const input = defineLayer({
  type: "Input",
  category: "input",
  settings: settingsObject({
    shape: z
      .union([z.tuple([side, side, side]), z.tuple([side, side])], {
        error: (issue) =>
          `expected height, width and channels, or steps and channels, received ${received(issue.input)}`,
      })
      .default([64, 64, 3]),
  }),
  fields: [],
  inputs: { min: 0, max: 0 },
  outputShape: (_inputs, { shape }) => ({ ok: true, shape }),
  weights: () => [],
  macs: () => 0,
  help: "The picture as numbers: for every pixel its red, green and blue, each from 0 to 1.",
});
