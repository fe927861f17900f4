import { z } from "zod";
import { received } from "./received.ts";

/** One of a few words. Error: `expected valid or same, received "full"`. */
export function choice<const T extends readonly [string, ...string[]]>(values: T) {
  const expected = `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;
  return z.enum(values, { error: ({ input }) => `expected ${expected}, received ${received(input)}` });
}
