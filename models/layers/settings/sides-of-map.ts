import { z } from "zod";
import { size2d, type Size2d } from "./size2d.ts";

const sides = size2d(0, 64);

export type SidesOfMap = Size2d | [rows: Size2d, columns: Size2d];

/** Keras's three ways to say it: 1, [1, 2], and [[top, bottom], [left, right]]. */
export const sidesOfMap: z.ZodType<SidesOfMap> = z.union(
  [z.tuple([z.tuple(sidePair()), z.tuple(sidePair())]), sides],
  {
    error: () => "expected rows and columns, 0 to 64 each, or [top, bottom] and [left, right]",
  },
);

function sidePair(): [z.ZodNumber, z.ZodNumber] {
  const side = () => z.int().min(0).max(64);
  return [side(), side()];
}

/** Rows above and below, columns left and right. */
export function paddedSides([rows, columns]: SidesOfMap): { before: Size2d; after: Size2d } {
  const [top, bottom] = typeof rows === "number" ? [rows, rows] : rows;
  const [left, right] = typeof columns === "number" ? [columns, columns] : columns;
  return { before: [top, left], after: [bottom, right] };
}
