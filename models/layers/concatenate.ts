import { defineLayer } from "./define-layer.ts";
import { formatShape } from "./format-shape.ts";
import { settingsObject } from "./settings/settings-object.ts";

/**
 * [h, w, a] and [h, w, b] to [h, w, a + b], and [a] and [b] to [a + b]: along the last axis, Keras's default and the
 * only one here. Inputs come in the order of the graph's edges.
 */
export const concatenate = defineLayer({
  type: "Concatenate",
  category: "merge",
  settings: settingsObject({}),
  fields: [],
  inputs: { min: 2, max: 8, isOrdered: true },
  outputShape: (inputs) => {
    const [first = []] = inputs;
    const rest = first.slice(0, -1);
    if (inputs.some((shape) => shape.slice(0, -1).join() !== rest.join())) {
      const received = inputs.map(formatShape).join(" and ");
      return {
        ok: false,
        reason: `Concatenate needs maps of one height and width, or flat inputs, received ${received}`,
      };
    }
    return { ok: true, shape: [...rest, inputs.reduce((sum, shape) => sum + (shape.at(-1) ?? 0), 0)] };
  },
  weights: () => [],
  macs: () => 0,
  help: "Stacks the channels of its branches behind each other, in the order in which they were connected.",
});
