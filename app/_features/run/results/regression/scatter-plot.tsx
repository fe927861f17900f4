import { useMemo } from "react";
import { roundTicks } from "#app/_ui/charts/round-ticks.ts";
import { formatValue } from "#models/tasks/regression/format-value.ts";
import type { Pair } from "#models/tasks/regression/shown-pairs.ts";
import { dotsPath } from "./dots-path.ts";

type ScatterPlotProps = { pairs: readonly Pair[]; quantity: string; unit: string };

const SIDE = 380;
const AREA = { left: 52, top: 10, size: 306 };

/** Predicted against true value, one dot a picture: on the diagonal all is right, above it too much is predicted. */
export function ScatterPlot({ pairs, quantity, unit }: ScatterPlotProps) {
  const ticks = useMemo(() => ticksOf(pairs), [pairs]);
  const [low = 0] = ticks;
  const high = ticks.at(-1) ?? 1;
  const place = (value: number) => ((value - low) / (high - low)) * AREA.size;
  const x = (value: number) => AREA.left + place(value);
  const y = (value: number) => AREA.top + AREA.size - place(value);
  return (
    <svg
      viewBox={`0 0 ${SIDE} ${SIDE}`}
      role="img"
      aria-label={`Predicted against true ${quantity}, ${pairs.length} dots from ${formatValue(low, unit)} to ${formatValue(high, unit)}`}
      className="mx-auto block h-auto w-full max-w-[30rem] tabular-nums"
    >
      {ticks.map((tick) => (
        <g key={tick} className="fill-muted-foreground text-[11px]">
          <path
            d={`M${x(tick)} ${y(low)}V${y(high)}M${x(low)} ${y(tick)}H${x(high)}`}
            className="stroke-[var(--chart-grid)]"
          />
          <text x={x(tick)} y={y(low) + 16} textAnchor="middle">
            {formatValue(tick, "")}
          </text>
          <text x={x(low) - 6} y={y(tick) + 4} textAnchor="end">
            {formatValue(tick, "")}
          </text>
        </g>
      ))}
      <path
        d={`M${x(low)} ${y(low)}L${x(high)} ${y(high)}`}
        className="stroke-foreground"
        strokeWidth={1.25}
        strokeDasharray="5 4"
      />
      <path
        d={dotsPath(pairs, { x, y })}
        className="stroke-[var(--chart-train)]"
        strokeLinecap="round"
        strokeWidth={4.5}
        strokeOpacity={0.55}
      />
      <text x={x((low + high) / 2)} y={SIDE - 8} textAnchor="middle" className="fill-foreground text-[12px]">
        True{unit === "" ? "" : `, ${unit}`}
      </text>
      <text
        transform={`translate(12 ${y((low + high) / 2)}) rotate(-90)`}
        textAnchor="middle"
        className="fill-foreground text-[12px]"
      >
        Predicted{unit === "" ? "" : `, ${unit}`}
      </text>
    </svg>
  );
}

/** One scale for both axes, so that the diagonal is where both are the same. */
function ticksOf(pairs: readonly Pair[]): number[] {
  const values = pairs.flat().filter((value) => Number.isFinite(value));
  if (values.length === 0) return roundTicks(0, 1);
  return roundTicks(
    values.reduce((a, b) => Math.min(a, b)),
    values.reduce((a, b) => Math.max(a, b)),
  );
}
