"use client";

import { classColour } from "#models/vision/class-colour.ts";
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

const [WIDTH, HEIGHT] = [600, 120];
const MOST_CURVES = 5;

/** How many of each class are seen, over time. A click goes there. */
export function CountsChart({ seen, names, duration, time, onSeek }: CountsChartProps) {
  const shown = seen.classes.slice(0, MOST_CURVES);
  const most = Math.max(
    1,
    ...seen.moments.flatMap(({ counts }) => shown.map((name) => counts.get(name) ?? 0)),
  );
  const x = (at: number) => (at / duration) * WIDTH;
  const y = (count: number) => HEIGHT - 4 - (count / most) * (HEIGHT - 12);
  // The last frame is shown as long as those before it.
  const [before, last] = seen.moments.slice(-2);
  const lasts = before === undefined || last === undefined ? 0 : last.time - before.time;
  const curve = (name: string) =>
    seen.moments
      .map((moment, index) => {
        const end = seen.moments[index + 1]?.time ?? Math.min(duration, moment.time + lasts);
        const level = y(moment.counts.get(name) ?? 0);
        return `${index === 0 ? "M" : "L"}${x(moment.time)} ${level}L${x(end)} ${level}`;
      })
      .join("");
  return (
    <figure className="space-y-2">
      <div className="relative">
        <svg
          aria-hidden
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="h-30 w-full rounded-md bg-muted"
        >
          {shown.map((name) => (
            <path
              key={name}
              d={curve(name)}
              fill="none"
              stroke={classColour(names.indexOf(name))}
              strokeWidth={2}
              vectorEffect="non-scaling-stroke"
            />
          ))}
          <line
            x1={x(time)}
            x2={x(time)}
            y1={0}
            y2={HEIGHT}
            stroke="currentColor"
            vectorEffect="non-scaling-stroke"
          />
        </svg>
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
      </div>
      <figcaption className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted-foreground">
        <span className="num">at most {most} at once</span>
        {shown.map((name) => (
          <span key={name} className="flex items-center gap-1.5">
            <span
              aria-hidden
              className="size-2.5 rounded-xs border border-border-strong"
              style={{ backgroundColor: classColour(names.indexOf(name)) }}
            />
            {name}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
