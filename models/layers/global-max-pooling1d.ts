import { defineLayer } from "./define-layer.ts";
import { needsSequence, sequenceShape } from "./sequence-shape.ts";
import { settingsObject } from "./settings/settings-object.ts";

/** [steps, channels] to [channels]. */
export const globalMaxPooling1d = defineLayer({
  type: "GlobalMaxPooling1D",
  category: "pooling",
  settings: settingsObject({}),
  fields: [],
  inputs: { min: 1, max: 1 },
  outputShape: ([input]) => {
    const sequence = sequenceShape(input);
    return sequence === null
      ? needsSequence("GlobalMaxPooling1D", input)
      : { ok: true, shape: [sequence.channels] };
  },
  weights: () => [],
  macs: () => 0,
  help: "Turns each channel into one number, its largest value of all steps: whether something was there, not when.",
});
