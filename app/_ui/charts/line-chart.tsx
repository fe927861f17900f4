"use client";

import { memo, useMemo, type PointerEvent } from "react";
import { cn } from "#app/_lib/cn.ts";
import {
  dotPath,
  dotsPath,
  linePath,
  nearestPlace,
  pointAt,
  SIDE,
  xOf,
  xTicks,
  yOf,
  yTicks,
} from "./line-geometry.ts";
import type { LineChartSpec, LineColor, LineSeries } from "./line-spec.ts";

type LineChartProps = {
  /** Drawn anew when it is another object. */
  spec: LineChartSpec;
  /** What is pointed at in this chart or in one beside it; null for nothing. */
  cursor: number | null;
  onCursor: (x: number | null) => void;
  /** Of its height, such as `h-60`. */
  className: string;
  label: string;
};

const COLORS: Record<LineColor, string> = {
  training: "var(--chart-train)",
  validation: "var(--chart-validation)",
  run1: "var(--chart-run-1)",
  run2: "var(--chart-run-2)",
  run3: "var(--chart-run-3)",
  run4: "var(--chart-run-4)",
  run5: "var(--chart-run-5)",
  run6: "var(--chart-run-6)",
};
const WIDTHS = { solid: 2, dashed: 2, faint: 1 } as const;
const FAINT = 0.38;

const percent = (at: number) => `${(100 * at) / SIDE}%`;

/**
 * Curves over steps, epochs or time, the same from the server as in the browser: it is stretched, so nobody has to know how
 * wide it is. Whoever shows it puts the same numbers in a table as well.
 */
export const LineChart = memo(function LineChart({
  spec,
  cursor,
  onCursor,
  className,
  label,
}: LineChartProps) {
  function point(event: PointerEvent<HTMLElement>): void {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const [min, max] = spec.xRange;
    onCursor(nearestPlace(spec.series, min + ((event.clientX - left) / width) * (max - min)));
  }
  return (
    <figure
      aria-label={label}
      className={cn("num @container relative m-0 w-full min-w-0 text-[0.6875rem]", className)}
    >
      <div
        className="absolute top-2.5 right-3 bottom-6.5 left-12.5 touch-pan-y"
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={() => onCursor(null)}
      >
        <svg
          aria-hidden
          viewBox={`0 0 ${SIDE} ${SIDE}`}
          preserveAspectRatio="none"
          className="absolute inset-0 size-full overflow-visible [&_path]:fill-none [&_path]:[vector-effect:non-scaling-stroke]"
        >
          <Drawing spec={spec} />
          {cursor !== null && <Cursor spec={spec} cursor={cursor} />}
        </svg>
        {/* Letters are not stretched. */}
        <svg aria-hidden className="absolute inset-0 size-full overflow-visible fill-muted-foreground">
          {yTicks(spec).map((value) => (
            <text key={value} x="-6" y={percent(yOf(value, spec))} dy="0.35em" textAnchor="end">
              {spec.formatY(value)}
            </text>
          ))}
          {xTicks(spec).map(({ value, isOdd }) => (
            <text
              key={value}
              x={percent(xOf(value, spec))}
              y="100%"
              dy="1.6em"
              textAnchor="middle"
              className={isOdd ? "@max-md:hidden" : undefined}
            >
              {spec.formatX(value)}
            </text>
          ))}
        </svg>
      </div>
    </figure>
  );
});

/** All but the cursor, which moves more often. */
const Drawing = memo(function Drawing({ spec }: { spec: LineChartSpec }) {
  const grid = yTicks(spec)
    .map((value) => `M0 ${yOf(value, spec)}h${SIDE}`)
    .join("");
  const { markedX, series } = spec;
  const last = series.at(-1);
  const marked = markedX === null || last === undefined ? null : pointAt(last, markedX);
  return (
    <>
      <path d={grid} stroke="var(--chart-grid)" />
      {markedX !== null && marked !== null && (
        <path d={`M${xOf(markedX, spec)} 0v${SIDE}`} stroke="var(--border-strong)" strokeDasharray="2 3" />
      )}
      {series.map((line) => (
        <Line key={line.label} line={line} spec={spec} />
      ))}
      {last !== undefined && marked !== null && (
        <Dots d={dotPath(...marked, spec)} color={COLORS[last.color]} size={13} hole={9} />
      )}
    </>
  );
});

function Line({ line, spec }: { line: LineSeries; spec: LineChartSpec }) {
  const { color, look } = line;
  const path = useMemo(() => linePath(line, spec), [line, spec]);
  return (
    <>
      <path
        d={path}
        stroke={COLORS[color]}
        strokeWidth={WIDTHS[look]}
        strokeLinejoin="round"
        strokeOpacity={look === "faint" ? FAINT : 1}
        // Told apart without colour too.
        {...(look === "dashed" ? { strokeDasharray: "6 4" } : {})}
      />
      <Dots d={dotsPath(line, spec)} color={COLORS[color]} size={6} />
    </>
  );
}

function Cursor({ spec, cursor }: { spec: LineChartSpec; cursor: number }) {
  const [min, max] = spec.xRange;
  if (cursor < min || cursor > max) return null;
  return (
    <>
      <path d={`M${xOf(cursor, spec)} 0v${SIDE}`} stroke="var(--muted-foreground)" strokeDasharray="3 3" />
      {spec.series.map((line) => {
        const known = pointAt(line, cursor);
        return (
          known !== null && (
            <Dots key={line.label} d={dotPath(...known, spec)} color={COLORS[line.color]} size={9} hole={5} />
          )
        );
      })}
    </>
  );
}

/** Round whatever the picture is stretched to: they are ends of lines without a length. */
function Dots({ d, color, size, hole }: { d: string; color: string; size: number; hole?: number }) {
  if (d === "") return null;
  return (
    <>
      <path d={d} stroke={color} strokeWidth={size} strokeLinecap="round" />
      {hole !== undefined && <path d={d} stroke="var(--card)" strokeWidth={hole} strokeLinecap="round" />}
    </>
  );
}
