import { z } from "zod";
import { defineLayer, type Shape, type ShapeResult } from "./define-layer.ts";
import { formatShape } from "./format-shape.ts";
import { received } from "./settings/received.ts";
import { settingsObject } from "./settings/settings-object.ts";

const axis = z.literal([-1, 1, 2, 3], {
  error: ({ input }) => `expected -1, 1, 2 or 3, received ${received(input)}`,
});
type Axis = z.infer<typeof axis>;

/** Place in the shape of Keras's axis, which counts the batch as 0; -1 is the last. Null where there is none. */
export function concatenatedAxis(shape: Shape, axis: Axis): number | null {
  const place = axis === -1 ? shape.length - 1 : axis - 1;
  return place < shape.length ? place : null;
}

/**
 * [h, w, a] and [h, w, b] to [h, w, a + b], and [a] and [b] to [a + b]; along axis 1 or 2, rows or columns are put
 * together. Inputs come in the order of the graph's edges.
 */
export const concatenate = defineLayer({
  type: "Concatenate",
  category: "merge",
  settings: settingsObject({ axis: axis.default(-1) }),
  fields: [
    {
      name: "axis",
      label: "Axis",
      kind: "choice",
      isAdvanced: true,
      options: [
        { value: -1, label: "-1: channels, or units" },
        { value: 1, label: "1: rows, below each other" },
        { value: 2, label: "2: columns, side by side" },
        { value: 3, label: "3: channels" },
      ],
      help: "What is put behind each other; all else must be of one size.",
    },
  ],
  inputs: { min: 2, max: 8, isOrdered: true },
  outputShape: (inputs, { axis }) => concatenated(inputs, axis),
  weights: () => [],
  macs: () => 0,
  help: "Stacks the channels of its branches behind each other, in the order in which they were connected.",
});

function concatenated(inputs: readonly Shape[], axis: Axis): ShapeResult {
  const [first = []] = inputs;
  const place = concatenatedAxis(first, axis);
  const rest = (shape: Shape) => shape.filter((_, index) => index !== place).join();
  const isFitting = inputs.every((shape) => shape.length === first.length && rest(shape) === rest(first));
  if (place !== null && isFitting) {
    const total = inputs.reduce((sum, shape) => sum + (shape[place] ?? 0), 0);
    return { ok: true, shape: first.map((size, index) => (index === place ? total : size)) };
  }
  const shapes = inputs.map(formatShape).join(" and ");
  return { ok: false, reason: `Concatenate needs ${NEEDS[axis]}, received ${shapes}` };
}

const NEEDS: Readonly<Record<Axis, string>> = {
  [-1]: "maps of one height and width, or flat inputs",
  1: "maps of one width and as many channels, or flat inputs",
  2: "maps of one height and as many channels",
  3: "maps of one height and width",
};
