import { defineLayer } from "./define-layer.ts";
import { sameShape } from "./same-shape.ts";
import { channelNumbers, MAX_CHANNEL_NUMBERS, perChannel, wrongChannels } from "./settings/per-channel.ts";
import type { PerChannel } from "./settings/per-channel.ts";
import { settingsObject } from "./settings/settings-object.ts";

/** Keras's guard against division by 0, `keras.config.epsilon()`. */
const SMALLEST_DEVIATION = 1e-7;
const numbers = { kind: "numbers", maxCount: MAX_CHANNEL_NUMBERS, takesOne: true, step: 0.1 } as const;

/** Keeps the shape: (x - mean) / sqrt(variance), as they are given, for each of the last axis. Nothing is learned. */
export const normalization = defineLayer({
  type: "Normalization",
  category: "core",
  settings: settingsObject({
    mean: perChannel(-1000, 1000).default(0),
    variance: perChannel(0, 1_000_000).default(1),
  }),
  fields: [
    {
      name: "mean",
      label: "Mean",
      ...numbers,
      min: -1000,
      max: 1000,
      help: "What is taken from every value: one number, or one a channel, such as 0.485, 0.456, 0.406.",
    },
    {
      name: "variance",
      label: "Variance",
      ...numbers,
      min: 0,
      max: 1_000_000,
      help: "The square of the spread by which values are then divided: one number, or one a channel.",
    },
  ],
  inputs: { min: 1, max: 1 },
  outputShape: (inputs, settings) => wrongChannels("Normalization", inputs, settings) ?? sameShape(inputs),
  weights: () => [],
  macs: () => 0,
  help: "Brings values with a known mean and spread to mean 0 and spread 1, channel by channel, and learns nothing.",
});

/** The same as x scale + offset, channel by channel. */
export function normalizingScale(
  { mean, variance }: { mean: PerChannel; variance: PerChannel },
  channels: number,
): { scale: number[]; offset: number[] } {
  const scale = channelNumbers(variance, channels).map(
    (each) => 1 / Math.max(Math.sqrt(each), SMALLEST_DEVIATION),
  );
  return {
    scale,
    offset: channelNumbers(mean, channels).map((each, channel) => -each * (scale[channel] ?? 1)),
  };
}
