"use client";

import { useMemo } from "react";
import { formatValue } from "#models/tasks/regression/format-value.ts";
import { roundTicks } from "#app/_ui/charts/round-ticks.ts";
import { Card, CardContent } from "#app/_ui/card.tsx";
import { regressionResult } from "#server/contract/regression-result.ts";
import { cssColor } from "./compared-run.ts";
import type { WithResult } from "./compare-pair.ts";
import { RunLetter } from "./run-name.tsx";

const WIDTH = 720;
const AREA = { left: 24, top: 10, width: 680, height: 220 };
const HEIGHT = AREA.top + AREA.height + 44;

type CompareResidualsProps = { runs: readonly WithResult[]; unit: string };

/** How often each run missed by how much, over one axis: the narrower and the nearer to 0, the better. */
export function CompareResiduals({ runs, unit }: CompareResidualsProps) {
  const lines = useMemo(() => runs.flatMap(lineOf), [runs]);
  if (lines.length === 0) return null;
  const ticks = roundTicks(
    Math.min(0, ...lines.map(({ start }) => start)),
    Math.max(0, ...lines.map(({ end }) => end)),
    7,
  );
  const [low = 0] = ticks;
  const high = ticks.at(-1) ?? 1;
  const most = Math.max(...lines.flatMap(({ shares }) => shares));
  const x = (value: number) => AREA.left + ((value - low) / (high - low)) * AREA.width;
  const y = (share: number) => AREA.top + AREA.height * (1 - share / most);
  return (
    <Card>
      <CardContent>
        <h3 className="font-semibold">Residuals</h3>
        <p className="mb-3 text-sm text-muted-foreground">
          How large a share of the test split each run missed by how much, a unit of the axis. The narrower
          and the nearer to 0, the better.
        </p>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          role="img"
          aria-label={`Residuals of ${lines.length} runs from ${formatValue(low, unit)} to ${formatValue(high, unit)}`}
          className="block h-auto w-full tabular-nums"
        >
          {ticks.map((tick) => (
            <g key={tick}>
              <path d={`M${x(tick)} ${AREA.top}v${AREA.height}`} className="stroke-[var(--chart-grid)]" />
              <text
                x={x(tick)}
                y={y(0) + 18}
                textAnchor="middle"
                className="fill-muted-foreground text-[12px]"
              >
                {formatValue(tick, "")}
              </text>
            </g>
          ))}
          <path
            d={`M${x(0)} ${AREA.top}v${AREA.height}`}
            className="stroke-foreground"
            strokeDasharray="4 3"
          />
          {lines.map(({ run, start, width, shares }) => (
            <path
              key={run.letter}
              fill="none"
              strokeWidth={2}
              style={{ stroke: cssColor(run.color) }}
              d={`M${x(start)} ${y(0)}${shares
                .map((share, bin) => `V${y(share)}H${x(start + (bin + 1) * width)}`)
                .join("")}V${y(0)}`}
            />
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
        <ul className="num mt-2 flex flex-wrap gap-x-6 gap-y-1 text-sm">
          {lines.map(({ run, bias }) => (
            <li key={run.letter} className="inline-flex items-center gap-2">
              <RunLetter letter={run.letter} color={run.color} />
              <span>
                {formatValue(Math.abs(bias), unit)} too {bias < 0 ? "low" : "high"} on average
              </span>
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}

function lineOf(run: WithResult) {
  const { residuals, count, bias } = regressionResult(run.result).test;
  if (residuals === null || count === 0) return [];
  const { start, width, counts } = residuals;
  return [
    {
      run,
      bias,
      start,
      width,
      end: start + width * counts.length,
      // Bins of other widths are comparable by their density.
      shares: counts.map((each) => each / count / width),
    },
  ];
}
