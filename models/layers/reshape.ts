import { z } from "zod";
import { defineLayer, type Shape, type ShapeResult } from "./define-layer.ts";
import { elementCount } from "./element-count.ts";
import { formatShape } from "./format-shape.ts";
import { received } from "./settings/received.ts";
import { settingsObject } from "./settings/settings-object.ts";

const MAX_SIDE = 1_048_576;

const targetShape = z.array(z.int().min(-1).max(MAX_SIDE), { error: notAShape }).refine(isShape, {
  error: notAShape,
});

/**
 * The same values in the order height, width, channels, under another shape: a map, a sequence or one axis. One size may be -1: it
 * is then worked out from the rest.
 */
export const reshape = defineLayer({
  type: "Reshape",
  category: "core",
  settings: settingsObject({ targetShape: targetShape.default([-1]) }),
  fields: [
    {
      name: "targetShape",
      label: "Target shape",
      kind: "shape",
      help: "Height, width and channels, or steps and channels, or one length, such as 1, 1, 64. A size of -1 is worked out from the others.",
    },
  ],
  inputs: { min: 1, max: 1 },
  outputShape: ([input = []], { targetShape }) => filledIn(input, targetShape),
  weights: () => [],
  macs: () => 0,
  help: "Gives the same numbers another shape, such as a row of 64 as a map of 1 x 1 with 64 channels.",
});

function filledIn(input: Shape, target: readonly number[]): ShapeResult {
  const count = elementCount(input);
  const known = elementCount(target.filter((size) => size !== -1));
  const shape = target.map((size) => (size === -1 ? count / known : size));
  if (elementCount(shape) === count && shape.every((size) => Number.isInteger(size))) {
    return { ok: true, shape };
  }
  const reason = `Reshape cannot put the ${count} values of ${formatShape(input)} into ${target.join(" x ")}`;
  return { ok: false, reason };
}

function isShape(sizes: readonly number[]): boolean {
  return (
    sizes.length >= 1 &&
    sizes.length <= 3 &&
    !sizes.includes(0) &&
    sizes.filter((size) => size === -1).length <= 1
  );
}

function notAShape({ input }: { input?: unknown }): string {
  return `expected height, width and channels, steps and channels, or one length, received ${received(input)}`;
}
