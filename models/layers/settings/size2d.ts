import { z } from "zod";
import { boundedInteger } from "./bounded-number.ts";
import { received } from "./received.ts";

export type Size2d = [height: number, width: number];

/** Height and width, each a whole number from `min` to `max`. A single number means both: 2 is read as [2, 2]. */
export function size2d(min: number, max: number): z.ZodType<Size2d> {
  const side = boundedInteger(min, max);
  return z.preprocess(
    (value) => (typeof value === "number" ? [value, value] : value),
    z.tuple([side, side], {
      error: ({ input }) => `expected a height and a width, ${min} to ${max}, received ${received(input)}`,
    }),
  );
}
