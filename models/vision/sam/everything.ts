import { boxIou, type Box, type Size } from "../box.ts";
import type { SegmentPrompt } from "./prompt.ts";

/** As SAM's automatic mask generator has them. */
export const EVERYTHING = { score: 0.88, stability: 0.95, stabilityOffset: 1, boxIou: 0.7 } as const;

/** A point in the middle of each cell of a grid, row by row. */
export function gridPrompts(side: number, { width, height }: Size): SegmentPrompt[] {
  return Array.from({ length: side * side }, (_, cell) => ({
    points: [
      {
        x: (((cell % side) + 0.5) / side) * width,
        y: ((Math.floor(cell / side) + 0.5) / side) * height,
        isOn: true,
      },
    ],
    box: null,
  }));
}

/** Points that are asked about together: what a picture's other questions wait behind, and how often there is something new. */
const PIECE = 32;

/** A grid of points is asked about in so many pieces. */
export function piecesOf(grid: number): number {
  return Math.ceil(grid ** 2 / PIECE);
}

/** One piece of a grid, counted from 0. */
export function piecePrompts(grid: number, piece: number, picture: Size): SegmentPrompt[] {
  return gridPrompts(grid, picture).slice(piece * PIECE, (piece + 1) * PIECE);
}

/** How little of a mask hangs on where its edge is drawn: logits above 1 over those above -1. */
export function stability(logits: Float32Array): number {
  let inner = 0;
  let outer = 0;
  // By place: an iterator takes many times as long.
  for (let at = 0; at < logits.length; at += 1) {
    const value = logits[at] ?? 0;
    if (value > EVERYTHING.stabilityOffset) inner += 1;
    if (value > -EVERYTHING.stabilityOffset) outer += 1;
  }
  return outer === 0 ? 0 : inner / outer;
}

/** The surest first, each box once: of those that overlap a surer one by more than 0.7 none stays. */
export function withoutDoubles<Sight extends { box: Box; score: number }>(sights: readonly Sight[]): Sight[] {
  const kept: Sight[] = [];
  for (const sight of sights.toSorted((a, b) => b.score - a.score)) {
    if (kept.every((other) => boxIou(other.box, sight.box) <= EVERYTHING.boxIou)) kept.push(sight);
  }
  return kept;
}
