import { CountsCurves } from "#app/_features/vision/video/counts-curves.tsx";
import type { CountsOverTime } from "#models/exercises/questions/counts-over-time.ts";
import { colourOfClass } from "./colour-of-class.ts";

/** How many things a video showed at once, as it goes along with their count. */
export function SubmittedCounts({ over: { seconds, curves } }: { over: CountsOverTime }) {
  if (curves.length === 0) return null;
  const shown = curves.map(({ class: name, counts }, place) => {
    const all = counts.split(" ").map(Number);
    const step = seconds / all.length;
    const steps = all.map((count, index) => ({ from: index * step, to: (index + 1) * step, count }));
    return { name, colour: colourOfClass(name, place), steps };
  });
  return <CountsCurves curves={shown} seconds={seconds} label="How many were seen at once, over time" />;
}
