import { defineLayer } from "./define-layer.ts";
import { needsSequence, sequenceShape } from "./sequence-shape.ts";
import { settingsObject } from "./settings/settings-object.ts";

/** [steps, channels] to [channels]. */
export const globalAveragePooling1d = defineLayer({
  type: "GlobalAveragePooling1D",
  category: "pooling",
  settings: settingsObject({}),
  fields: [],
  inputs: { min: 1, max: 1 },
  outputShape: ([input]) => {
    const sequence = sequenceShape(input);
    return sequence === null
      ? needsSequence("GlobalAveragePooling1D", input)
      : { ok: true, shape: [sequence.channels] };
  },
  weights: () => [],
  macs: () => 0,
  help: "Turns each channel into one number, its mean over all steps, so the result is flat and small.",
});
