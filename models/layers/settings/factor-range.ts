import { z } from "zod";
import { received } from "./received.ts";

/** Keras's two ways to say how far something goes at random: 0.2, which is -0.2 to 0.2, and [-0.3, 0.1]. */
export type FactorRange = number | number[];

export function factorRange(min: number, max: number): z.ZodType<FactorRange> {
  const side = z.number().min(min).max(max);
  return z.union([side, z.array(side).min(1).max(2)], {
    error: ({ input }) =>
      `expected a number, or the lowest and the highest, ${min} to ${max}, received ${received(input)}`,
  });
}

export function lowestAndHighest(range: FactorRange): [number, number] {
  const [first = 0, second] = typeof range === "number" ? [range] : range;
  if (second === undefined) return [-Math.abs(first), Math.abs(first)];
  return first < second ? [first, second] : [second, first];
}
