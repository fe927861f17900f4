import { z } from "zod";
import type { Shape } from "../define-layer.ts";
import { received } from "./received.ts";

/** As many as fit into a block's settings twice over. */
export const MAX_CHANNEL_NUMBERS = 16;

/** One number for all channels, or one for each of the last axis. */
export type PerChannel = number | number[];

export function perChannel(min: number, max: number): z.ZodType<PerChannel> {
  const side = z.number().min(min).max(max);
  return z.union([side, z.array(side).min(1).max(MAX_CHANNEL_NUMBERS)], {
    error: ({ input }) =>
      `expected a number, or one for each of at most ${MAX_CHANNEL_NUMBERS} channels, ${min} to ${max}, received ${received(input)}`,
  });
}

/** Why a setting does not fit an input; null where it does. One number in a list stands for all channels. */
export function wrongChannels(
  layer: string,
  [input = []]: readonly Shape[],
  settings: Readonly<Record<string, PerChannel>>,
): { ok: false; reason: string } | null {
  const channels = input.at(-1) ?? 0;
  for (const [name, value] of Object.entries(settings)) {
    const count = typeof value === "number" ? 1 : value.length;
    if (count === 1 || count === channels) continue;
    const reason = `${layer} has ${count} numbers as its ${name}, and ${channels} channels arrive; give one number, or ${channels}`;
    return { ok: false, reason };
  }
  return null;
}

/** One number a channel of `channels`. */
export function channelNumbers(value: PerChannel, channels: number): number[] {
  const given = typeof value === "number" ? [value] : value;
  return Array.from({ length: channels }, (_, channel) => given[given.length === 1 ? 0 : channel] ?? 0);
}
