import { defineLayer } from "./define-layer.ts";
import { sameMap } from "./same-map.ts";
import { choice } from "./settings/choice.ts";
import { settingsObject } from "./settings/settings-object.ts";

/** Keeps the shape. In training, mirrors each image with probability 1/2 a direction; otherwise nothing happens. */
export const randomFlip = defineLayer({
  type: "RandomFlip",
  category: "augmentation",
  settings: settingsObject({
    mode: choice(["horizontal", "vertical", "horizontal_and_vertical"]).default("horizontal_and_vertical"),
  }),
  fields: [
    {
      name: "mode",
      label: "Mode",
      kind: "choice",
      options: [
        { value: "horizontal_and_vertical", label: "horizontal and vertical" },
        { value: "horizontal", label: "horizontal: left and right" },
        { value: "vertical", label: "vertical: top and bottom" },
      ],
      help: "In which directions images are mirrored, each by the toss of a coin. Seen from above, both make sense.",
    },
  ],
  inputs: { min: 1, max: 1 },
  outputShape: (inputs) => sameMap("RandomFlip", inputs),
  weights: () => [],
  macs: () => 0,
  help: "Mirrors images at random while training, so that the network sees more than there is.",
});
