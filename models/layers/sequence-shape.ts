import { formatShape } from "./format-shape.ts";
import type { Shape, ShapeResult } from "./define-layer.ts";
import type { Padding } from "./settings/padding.ts";

export type SequenceShape = { steps: number; channels: number };

/** Reads [steps, channels]; null for any other rank. */
export function sequenceShape(shape: Shape | undefined): SequenceShape | null {
  const [steps, channels] = shape ?? [];
  return shape?.length === 2 && steps !== undefined && channels !== undefined ? { steps, channels } : null;
}

export function needsSequence(layer: string, shape: Shape | undefined): ShapeResult {
  const got = shape === undefined ? "nothing" : formatShape(shape);
  const reason = `${layer} needs a sequence of steps x channels, received ${got}; it scans time series, not pictures`;
  return { ok: false, reason };
}

export type SequenceWindow = {
  size: number;
  strides: number;
  padding: Padding | "causal";
  channels?: number;
};

/**
 * Shape after a window slides over [steps, channels]: ceil(n / stride) for `same` and `causal`, else
 * floor((n - size) / stride) + 1. `channels` replaces the input's channels where given.
 */
export function sequenceWindowShape(
  layer: string,
  input: Shape | undefined,
  { size, strides, padding, channels }: SequenceWindow,
): ShapeResult {
  const sequence = sequenceShape(input);
  if (sequence === null) return needsSequence(layer, input);
  if (padding === "valid" && sequence.steps < size) {
    const reason =
      `${layer} needs a sequence of at least ${size} steps, received ${sequence.steps}; ` +
      'use a smaller window, padding "same", or less pooling before it';
    return { ok: false, reason };
  }
  const reached = padding === "valid" ? sequence.steps - size + 1 : sequence.steps;
  return { ok: true, shape: [Math.ceil(reached / strides), channels ?? sequence.channels] };
}
