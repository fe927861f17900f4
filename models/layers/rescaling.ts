import { defineLayer } from "./define-layer.ts";
import { sameShape } from "./same-shape.ts";
import { MAX_CHANNEL_NUMBERS, perChannel, wrongChannels } from "./settings/per-channel.ts";
import { settingsObject } from "./settings/settings-object.ts";

const numbers = {
  kind: "numbers",
  min: -1000,
  max: 1000,
  step: 0.5,
  maxCount: MAX_CHANNEL_NUMBERS,
  takesOne: true,
} as const;

/** Keeps the shape: x scale + offset, each one number or one for each of the last axis. */
export const rescaling = defineLayer({
  type: "Rescaling",
  category: "core",
  settings: settingsObject({
    scale: perChannel(-1000, 1000).default(1),
    offset: perChannel(-1000, 1000).default(0),
  }),
  fields: [
    {
      name: "scale",
      label: "Scale",
      ...numbers,
      help: "What every value is multiplied by: one number, or one a channel. Pixels arrive as 0 to 1; scale 2 and offset -1 make them -1 to 1.",
    },
    {
      name: "offset",
      label: "Offset",
      ...numbers,
      help: "What is added to every value after that: one number, or one a channel.",
    },
  ],
  inputs: { min: 1, max: 1 },
  outputShape: (inputs, settings) => wrongChannels("Rescaling", inputs, settings) ?? sameShape(inputs),
  weights: () => [],
  macs: () => 0,
  help: "Multiplies every value by one number and adds another, such as to bring pixels to -1 to 1.",
});
