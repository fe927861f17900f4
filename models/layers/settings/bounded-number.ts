import { z } from "zod";
import { received } from "./received.ts";

/** A whole number from `min` to `max`. Error: "expected 1 to 2048, received 0". */
export function boundedInteger(min: number, max: number): z.ZodNumber {
  const outside = {
    error: ({ input }: { input?: unknown }) => `expected ${min} to ${max}, received ${received(input)}`,
  };
  const notWhole = {
    error: ({ input }: { input?: unknown }) =>
      `expected a whole number, ${min} to ${max}, received ${received(input)}`,
  };
  return z
    .number(notWhole)
    .int({ ...notWhole, abort: true })
    .min(min, outside)
    .max(max, outside);
}

/** A number from `min` to `max`. Error: "expected 0 to 0.95, received 1". */
export function boundedNumber(min: number, max: number): z.ZodNumber {
  const outside = {
    error: ({ input }: { input?: unknown }) => `expected ${min} to ${max}, received ${received(input)}`,
  };
  return z.number(outside).min(min, outside).max(max, outside);
}
