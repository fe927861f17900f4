import type { Rle } from "../../vision/mask/rle.ts";

export type KeptMask = { width: number; height: number; runs: string };

export const readRuns = (runs: string): number[] => runs.split(" ").map(Number);

export function keptMaskOf({ size: [height, width], counts }: Rle): KeptMask {
  return { width, height, runs: counts.join(" ") };
}

export function rleOf({ width, height, runs }: KeptMask): Rle {
  return { size: [height, width], counts: readRuns(runs) };
}
