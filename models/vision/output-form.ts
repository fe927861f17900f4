import { z } from "zod";
import type { Size } from "./box.ts";

/**
 * What a network's output means:
 * `classes-by-anchor` [1, 4 + classes, n]: cx, cy, width, height in pixels of the input, then a score a class (YOLOv8, v5u, 11);
 * `grid` [1, n, 5 + classes]: the same with an objectness, counted from cells of strides 8, 16 and 32 (YOLOX as exported);
 * `anchors` [1, n, 5 + classes]: the same in pixels of the input (YOLOv5, YOLOX decoded in its graph);
 * `logits` [1, classes]: one a class, of a classifier.
 */
export const outputForm = z.enum(["classes-by-anchor", "grid", "anchors", "logits"]);
export type OutputForm = z.infer<typeof outputForm>;

export const GRID_STRIDES = [8, 16, 32] as const;

export function gridCells({ width, height }: Size): number {
  return GRID_STRIDES.reduce(
    (sum, stride) => sum + Math.floor(width / stride) * Math.floor(height / stride),
    0,
  );
}

type Recognised = { ok: true; form: OutputForm; classes: number } | { ok: false; reason: string };

const KNOWN =
  "[1, 4 + classes, n] (YOLOv8, YOLOv5u, YOLO11), [1, n, 5 + classes] (YOLOX, YOLOv5) and [1, classes] (a classifier)";

/** Tells a form by its dimensions. Where `grid` and `anchors` are both possible it is `grid`: see `isInPixels`. */
export function recogniseOutput(dims: readonly number[], input: Size): Recognised {
  const [batch = 0, second = 0, third] = dims;
  if (dims.length === 2 && batch === 1 && second >= 2) return { ok: true, form: "logits", classes: second };
  if (dims.length === 3 && batch === 1 && third !== undefined) {
    const cells = gridCells(input);
    const last = third - 5;
    if (second === cells && last >= 1) return { ok: true, form: "grid", classes: last };
    if (second < third && second >= 5) return { ok: true, form: "classes-by-anchor", classes: second - 4 };
    if (second > third && last >= 1) return { ok: true, form: "anchors", classes: last };
  }
  return { ok: false, reason: `Its output is [${dims.join(", ")}]; known are ${KNOWN}` };
}

/** Whether values of `grid`'s dimensions are pixels already: centres counted from cells stay within a few cells of 0. */
export function isInPixels(output: Float32Array, columns: number, input: Size): boolean {
  let largest = 0;
  for (let at = 0; at + columns <= output.length; at += columns) {
    largest = Math.max(largest, output[at] ?? 0, output[at + 1] ?? 0);
  }
  return largest > Math.max(input.width, input.height) / 4;
}
