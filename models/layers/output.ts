import { defineLayer } from "./define-layer.ts";
import { settingsObject } from "./settings/settings-object.ts";

/** [classes] to [classes]: softmax over the classes. That the length is the class count, `analyzeGraph` checks. */
export const output = defineLayer({
  type: "Output",
  category: "output",
  settings: settingsObject({}),
  fields: [],
  inputs: { min: 1, max: 1 },
  outputShape: ([input = []]) =>
    input.length === 1
      ? { ok: true, shape: input }
      : { ok: false, reason: "Output needs a flat input; put Flatten and Dense before it" },
  weights: () => [],
  macs: () => 0,
  help: "Turns one number per class into probabilities that add up to 1 (softmax); the largest is the answer.",
});
