import { defineLayer } from "./define-layer.ts";
import { affineFields, affineWeights } from "./settings/affine.ts";
import { boundedNumber } from "./settings/bounded-number.ts";
import { flag } from "./settings/flag.ts";
import { received } from "./settings/received.ts";
import { settingsObject } from "./settings/settings-object.ts";
import { z } from "zod";

const MAX_GROUPS = 4096;

const groups = z
  .int({ error: notGroups })
  .min(-1, { error: notGroups })
  .max(MAX_GROUPS, { error: notGroups })
  .refine((count) => count !== 0, { error: notGroups });

function notGroups({ input }: { input?: unknown }): string {
  return `expected 1 to ${MAX_GROUPS}, or -1 for one a channel, received ${received(input)}`;
}

/**
 * Keeps the shape; normalizes each image's groups of neighbouring channels, over all their pixels. -1 groups are as many
 * as channels, which is instance normalization.
 */
export const groupNormalization = defineLayer({
  type: "GroupNormalization",
  category: "regularization",
  settings: settingsObject({
    groups: groups.default(32),
    epsilon: boundedNumber(1e-7, 0.1).default(1e-3),
    center: flag.default(true),
    scale: flag.default(true),
  }),
  fields: [
    {
      name: "groups",
      label: "Groups",
      kind: "integer",
      min: -1,
      max: MAX_GROUPS,
      step: 1,
      help: "Into how many parts the channels are split, each normalized on its own; -1 makes each channel one.",
    },
    ...affineFields,
  ],
  inputs: { min: 1, max: 1 },
  outputShape: ([input = []], settings) => {
    const channels = input.at(-1) ?? 0;
    const count = groupCount(settings.groups, channels);
    if (channels % count === 0) return { ok: true, shape: input };
    const reason = `GroupNormalization cannot split ${channels} channels into ${count} equal groups`;
    return { ok: false, reason };
  },
  weights: ([input = []], settings) => affineWeights([input.at(-1) ?? 0], settings),
  macs: () => 0,
  help: "Brings groups of channels of each image to mean 0 and spread 1: as steady with few images as with many.",
});

export function groupCount(groups: number, channels: number): number {
  return groups === -1 ? channels : groups;
}
