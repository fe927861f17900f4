import type { PageSight } from "./watch-paint.ts";

export type MeasuredPage = { name: string; width: number } & PageSight;

/** The builder carries a canvas. */
const MOST_SCRIPT_BYTES = { builder: 320_000, other: 200_000 };
const LONGEST_PAINT_MS = 1_200;
const LARGEST_SHIFT = 0.02;

/** What of a page is more than it should be, in words. */
export function overOf({ name, width, ...sight }: MeasuredPage): string[] {
  const most = name === "builder" ? MOST_SCRIPT_BYTES.builder : MOST_SCRIPT_BYTES.other;
  const { scriptBytes, largestPaintMs, layoutShift } = sight;
  const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
  return [
    ...(scriptBytes > most ? [`${kB(scriptBytes)} of scripts, ${kB(most)} at most`] : []),
    ...(largestPaintMs > LONGEST_PAINT_MS
      ? [`largest paint after ${largestPaintMs} ms, ${LONGEST_PAINT_MS} ms at most`]
      : []),
    ...(layoutShift > LARGEST_SHIFT ? [`shift ${layoutShift}, ${LARGEST_SHIFT} at most`] : []),
  ].map((what) => `${name} at ${width} px: ${what}`);
}
