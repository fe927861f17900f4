"use client";

import { classColour } from "#models/vision/class-colour.ts";
import { CountsCurves } from "./counts-curves.tsx";
import type { SeenVideo } from "./seen-video.ts";

type CountsChartProps = {
  seen: SeenVideo;
  /** Names in the order of the network's outputs. */
  names: readonly string[];
  duration: number;
  /** Shown now, seconds. */
  time: number;
  onSeek: (time: number) => void;
};

const MOST_CURVES = 5;

/** How many of each class are seen, over time. A click goes there. */
export function CountsChart({ seen, names, duration, time, onSeek }: CountsChartProps) {
  const { moments, classes } = seen;
  // The last frame is shown as long as those before it.
  const [before, last] = moments.slice(-2);
  const lasts = before === undefined || last === undefined ? 0 : last.time - before.time;
  const curves = classes.slice(0, MOST_CURVES).map((name) => ({
    name,
    colour: classColour(names.indexOf(name)),
    steps: moments.map((moment, index) => ({
      from: moment.time,
      to: moments[index + 1]?.time ?? Math.min(duration, moment.time + lasts),
      count: moment.counts.get(name) ?? 0,
    })),
  }));
  return (
    <CountsCurves curves={curves} seconds={duration} mark={time}>
      <input
        type="range"
        aria-label="Second of the video"
        min={0}
        max={duration}
        step={0.01}
        value={time}
        onChange={(event) => onSeek(event.target.valueAsNumber)}
        className="absolute inset-0 size-full cursor-pointer opacity-0 focus-visible:opacity-30"
      />
    </CountsCurves>
  );
}
