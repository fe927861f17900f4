import { z } from "zod";
import { objectClass } from "./vision-parts.ts";

const MOST_STEPS = 200;
const MOST_CURVES = 5;

/**
 * How many of a class a video shows at once: in equal parts of its length, with spaces between, so that a curve is one value however
 * long it is.
 */
const curve = z.object({
  class: objectClass,
  counts: z
    .string()
    .max(5 * MOST_STEPS)
    .regex(/^\d{1,4}(?: \d{1,4})*$/),
});

/** Of the classes that are seen most, for who looks at a count. */
export const countsOverTime = z.object({
  seconds: z.number().positive().max(36_000),
  curves: z.array(curve).max(MOST_CURVES),
});
export type CountsOverTime = z.infer<typeof countsOverTime>;

type Moment = { time: number; counts: ReadonlyMap<string, number> };
type Options = { classes: readonly string[]; seconds: number };

/** @param classes those that are seen most first. @returns the most at once in each part; where nothing was looked at as before. */
export function tellCountsOverTime(
  moments: readonly Moment[],
  { classes, seconds }: Options,
): CountsOverTime | undefined {
  if (moments.length === 0 || !(seconds > 0)) return undefined;
  const steps = Math.min(MOST_STEPS, moments.length);
  const curves = classes.slice(0, MOST_CURVES).map((name) => {
    const most = Array.from<number | undefined>({ length: steps });
    for (const { time, counts } of moments) {
      const step = Math.min(steps - 1, Math.max(0, Math.floor((time / seconds) * steps)));
      most[step] = Math.max(most[step] ?? 0, counts.get(name) ?? 0);
    }
    let last = 0;
    return { class: name, counts: most.map((count) => (last = count ?? last)).join(" ") };
  });
  return { seconds, curves };
}
