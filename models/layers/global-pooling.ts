import { defineLayer, type LayerDefinition } from "./define-layer.ts";
import { mapShape } from "./map-shape.ts";
import { needsMap } from "./needs-map.ts";
import { needsSequence, sequenceShape } from "./sequence-shape.ts";
import { settingsObject } from "./settings/settings-object.ts";

type Names = { type: string; help: string };

const REST = {
  category: "pooling",
  settings: settingsObject({}),
  fields: [],
  inputs: { min: 1, max: 1 },
  weights: () => [],
  macs: () => 0,
} satisfies Partial<LayerDefinition<Record<string, never>>>;

/** One number a channel: [h, w, channels] to [channels]. */
export function globalPooling2d({ type, help }: Names) {
  return defineLayer({
    ...REST,
    type,
    help,
    outputShape: ([input]) => {
      const map = mapShape(input);
      return map === null ? needsMap(type, input) : { ok: true, shape: [map.channels] };
    },
  });
}

/** One number a channel: [steps, channels] to [channels]. */
export function globalPooling1d({ type, help }: Names) {
  return defineLayer({
    ...REST,
    type,
    help,
    outputShape: ([input]) => {
      const sequence = sequenceShape(input);
      return sequence === null ? needsSequence(type, input) : { ok: true, shape: [sequence.channels] };
    },
  });
}
