import type { Candidate } from "./decode-candidates.ts";

/** The lecture's table: where something is, how sure the network is, what it is. Pixels of the picture. */
export type Detection = {
  left: number;
  top: number;
  right: number;
  bottom: number;
  conf: number;
  class: string;
};

export function detectionOf(candidate: Candidate, classes: readonly string[]): Detection {
  const { left, top, right, bottom, score, classIndex } = candidate;
  return {
    left: rounded(left, 100),
    top: rounded(top, 100),
    right: rounded(right, 100),
    bottom: rounded(bottom, 100),
    conf: rounded(score, 100_000),
    class: classes[classIndex] ?? `class ${classIndex}`,
  };
}

function rounded(value: number, of: number): number {
  return Math.round(value * of) / of;
}
