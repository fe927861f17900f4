import { channelNumbers, type PerChannel } from "../layers/settings/per-channel.ts";
import { own, type Json } from "./json.ts";
import type { SettingCodec } from "./keras-layer.ts";
import type { NetworkLayer } from "./network.ts";

/** A number or a list of numbers; of NumPy's arrays Keras 3 writes `{ "class_name": "__numpy__", "config": { "value": ... } }`. */
export const perChannelCodec: SettingCodec = {
  fromKeras(json) {
    const value = own(json, "class_name") === "__numpy__" ? own(own(json, "config"), "value") : json;
    if (value === null || typeof value === "number") return value;
    const flat = flattened(value);
    return flat?.every((each) => typeof each === "number") === true ? flat : undefined;
  },
};

/** Said of a Normalization whose numbers are weights. */
export const STATISTICS_NOT_SAID =
  "took its mean and variance from data, and the file does not say them: 0 and 1 here";

/** Null of a layer that took its numbers from data: they are weights then. */
export const meanCodec: SettingCodec = {
  ...perChannelCodec,
  note: (value) => (value === null ? STATISTICS_NOT_SAID : null),
};

/** [[[0.5, 0.25]]], which is one number a channel as well. */
function flattened(value: unknown): readonly unknown[] | null {
  if (!Array.isArray(value)) return null;
  return value.length === 1 && Array.isArray(value[0]) ? flattened(value[0]) : value;
}

/** Null where no axis is shared, and a number for one. */
export const sharedAxesCodec: SettingCodec = {
  toKeras: (value) => (Array.isArray(value) && value.length === 0 ? null : value),
  fromKeras: (value) => (typeof value === "number" ? [value] : (value as Json)),
};

/** Keras wants as many means as variances. */
export function normalizationWritten({ settings, inputShapes }: NetworkLayer): Record<string, PerChannel> {
  const { mean, variance } = settings as { mean: PerChannel; variance: PerChannel };
  if (typeof mean === "number" && typeof variance === "number") return { mean, variance };
  const channels = inputShapes[0]?.at(-1) ?? 0;
  return { mean: channelNumbers(mean, channels), variance: channelNumbers(variance, channels) };
}
