import { roundTicks } from "#app/_ui/charts/round-ticks.ts";
import { formatCount } from "#app/_lib/format-count.ts";
import { formatValue } from "#models/tasks/regression/format-value.ts";
import type { ResidualHistogram } from "#models/tasks/regression/residual-histogram.ts";

type ResidualChartProps = { histogram: ResidualHistogram; unit: string };

const WIDTH = 380;
const AREA = { left: 44, top: 10, width: 316, height: 200 };
const HEIGHT = AREA.top + AREA.height + 44;

/** How often a prediction missed by how much: predicted less true, in bins. */
export function ResidualChart({ histogram: { start, width, counts }, unit }: ResidualChartProps) {
  const end = start + width * counts.length;
  const most = counts.reduce((a, b) => Math.max(a, b), 0);
  const countTicks = roundTicks(0, most, 4).filter((tick) => Number.isInteger(tick));
  const highest = countTicks.at(-1) ?? most;
  const x = (value: number) => AREA.left + ((value - start) / (end - start)) * AREA.width;
  const y = (count: number) => AREA.top + AREA.height * (1 - count / highest);
  const ticks = roundTicks(start, end, 5).filter((tick) => tick >= start && tick <= end);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`Residuals from ${formatValue(start, unit)} to ${formatValue(end, unit)} in ${counts.length} bins, at most ${formatCount(most)} in one`}
      className="mx-auto block h-auto w-full max-w-[30rem] tabular-nums"
    >
      {countTicks.map((tick) => (
        <g key={tick}>
          <path d={`M${AREA.left} ${y(tick)}h${AREA.width}`} className="stroke-[var(--chart-grid)]" />
          <text
            x={AREA.left - 6}
            y={y(tick) + 4}
            textAnchor="end"
            className="fill-muted-foreground text-[11px]"
          >
            {formatCount(tick)}
          </text>
        </g>
      ))}
      {counts.map((count, bin) => {
        const from = start + bin * width;
        return (
          <rect
            key={from}
            x={x(from) + 0.5}
            y={y(count)}
            width={AREA.width / counts.length - 1}
            height={y(0) - y(count)}
            className="fill-[var(--chart-train)]"
          >
            <title>{`${formatCount(count)} from ${formatValue(from, "")} to ${formatValue(from + width, unit)}`}</title>
          </rect>
        );
      })}
      {start <= 0 && end >= 0 && (
        <path
          d={`M${x(0)} ${AREA.top}v${AREA.height}`}
          className="stroke-foreground"
          strokeWidth={1.25}
          strokeDasharray="5 4"
        />
      )}
      {ticks.map((tick) => (
        <text
          key={tick}
          x={x(tick)}
          y={y(0) + 16}
          textAnchor="middle"
          className="fill-muted-foreground text-[11px]"
        >
          {formatValue(tick, "")}
        </text>
      ))}
      <text
        x={AREA.left + AREA.width / 2}
        y={HEIGHT - 8}
        textAnchor="middle"
        className="fill-foreground text-[12px]"
      >
        Predicted less true{unit === "" ? "" : `, ${unit}`}
      </text>
    </svg>
  );
}
