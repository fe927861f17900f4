import type { Numbers } from "./arithmetic.ts";

/** Rows and columns of a map, from its top left: [row, column, height, width]. */
export type Area = readonly [number, number, number, number];

/** What a picture is put together from, left to right. */
export type Panel =
  | { kind: "map"; numbers: Numbers; marked?: readonly Area[]; label?: string }
  /** Pixels of a picture: 1 is ink. */
  | { kind: "pixels"; numbers: Numbers; label?: string }
  /** Maps one behind the other; those that are `empty` hold nothing but 0. */
  | { kind: "channels"; count: number; empty?: readonly number[]; label?: string }
  /** Every one of some numbers leads to every one of others. */
  | { kind: "mesh"; from: number; to: number }
  | { kind: "bars"; values: readonly number[]; label?: string }
  | { kind: "curve"; of: (x: number) => number; label?: string }
  | { kind: "sign"; text: string };

export type Picture = {
  panels: readonly Panel[];
  /** What is to be seen, in a sentence; what a screen reader hears of it. */
  caption: string;
};
