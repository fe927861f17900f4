import type { ReactNode } from "react";

/** A class with how many of it are seen, from a second to another. */
export type CountsCurve = {
  name: string;
  colour: string;
  steps: readonly { from: number; to: number; count: number }[];
};

type CountsCurvesProps = {
  curves: readonly CountsCurve[];
  seconds: number;
  /** Said of it; where it is left out, what lies on it says it. */
  label?: string;
  /** Lies on it, in its units. */
  mark?: number;
  children?: ReactNode;
};

const [WIDTH, HEIGHT] = [600, 120];

/** How many of each class are seen, over time. */
export function CountsCurves({ curves, seconds, label, mark, children }: CountsCurvesProps) {
  const most = Math.max(1, ...curves.flatMap(({ steps }) => steps.map(({ count }) => count)));
  const x = (at: number) => (at / seconds) * WIDTH;
  const y = (count: number) => HEIGHT - 4 - (count / most) * (HEIGHT - 12);
  const path = ({ steps }: CountsCurve) =>
    steps
      .map(
        ({ from, to, count }, index) =>
          `${index === 0 ? "M" : "L"}${x(from)} ${y(count)}L${x(to)} ${y(count)}`,
      )
      .join("");
  return (
    <figure className="space-y-2">
      <div className="relative">
        <svg
          {...(label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="h-30 w-full rounded-md bg-muted"
        >
          {curves.map((curve) => (
            <path
              key={curve.name}
              d={path(curve)}
              fill="none"
              stroke={curve.colour}
              strokeWidth={2}
              vectorEffect="non-scaling-stroke"
            />
          ))}
          {mark !== undefined && (
            <line
              x1={x(mark)}
              x2={x(mark)}
              y1={0}
              y2={HEIGHT}
              stroke="currentColor"
              vectorEffect="non-scaling-stroke"
            />
          )}
        </svg>
        {children}
      </div>
      <figcaption className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted-foreground">
        <span className="num">
          at most {most} at once, in {seconds.toFixed(1)} s
        </span>
        {curves.map(({ name, colour }) => (
          <span key={name} className="flex items-center gap-1.5">
            <span
              aria-hidden
              className="size-2.5 rounded-xs border border-border-strong"
              style={{ backgroundColor: colour }}
            />
            {name}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
