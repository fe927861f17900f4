"use client";

import Link from "next/link";
import { Card, CardContent, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { roundTicks } from "#app/_ui/charts/round-ticks.ts";
import { logRange, logTicks } from "#app/_ui/charts/scales.ts";
import { formatCount, formatCountShort } from "#app/_lib/format-count.ts";
import { formatPercent } from "#app/_lib/format-percent.ts";
import type { BoardRow, CompetitionView } from "#server/contract/competition.ts";

const WIDTH = 640;
const HEIGHT = 300;
const LEFT = 68;
const RIGHT = 30;
const TOP = 12;
const BOTTOM = 66;

/** Accuracy against parameters: who gets much from little stands at the top left. */
export function ParamsChart({ competition: { boards, cohortId } }: { competition: CompetitionView }) {
  const shown = new Map<string, BoardRow>();
  for (const { rows } of boards) for (const row of rows) shown.set(row.runId, row);
  const rows = [...shown.values()].toSorted((a, b) => a.params - b.params);
  if (rows.length < 2) return null;
  const sizes = rows.map(({ params }) => Math.max(params, 1));
  const [least, most] = logRange(Math.min(...sizes), Math.max(...sizes));
  const ticks = roundTicks(
    Math.min(...rows.map(({ interval }) => interval[0])),
    Math.max(...rows.map(({ interval }) => interval[1])),
    4,
  );
  const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  const x = (params: number) =>
    LEFT +
    ((Math.log(Math.max(params, 1)) - Math.log(least)) / (Math.log(most) - Math.log(least))) *
      (WIDTH - LEFT - RIGHT);
  const y = (score: number) => TOP + (1 - (score - low) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  return (
    <Card aria-label="Accuracy against parameters">
      <CardHeader>
        <CardTitle>Accuracy against parameters</CardTitle>
      </CardHeader>
      <CardContent>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="num w-full text-[20px] sm:text-[11px]">
          {ticks.map((tick) => (
            <g key={tick}>
              <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick)} y2={y(tick)} stroke="var(--chart-grid)" />
              <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end" fill="var(--muted-foreground)">
                {formatPercent(tick, 0)}
              </text>
            </g>
          ))}
          {logTicks(least, most).map((tick) => (
            <text
              key={tick}
              x={x(tick)}
              y={HEIGHT - BOTTOM + 30}
              textAnchor="middle"
              fill="var(--muted-foreground)"
            >
              {formatCountShort(tick)}
            </text>
          ))}
          <text
            x={(LEFT + WIDTH - RIGHT) / 2}
            y={HEIGHT - 6}
            textAnchor="middle"
            fill="var(--muted-foreground)"
          >
            Parameters
          </text>
          {rows.map((row) => (
            <Link
              key={row.runId}
              href={`/cohorts/${cohortId}/runs/${row.runId}`}
              aria-label={`${row.user.name}: ${formatPercent(row.score, 2)} with ${formatCount(row.params)} parameters`}
              className="outline-none focus-visible:[&_circle]:stroke-[3]"
            >
              <title>{`${row.user.name}: ${formatPercent(row.score, 2)} with ${formatCount(row.params)} parameters`}</title>
              <line
                x1={x(row.params)}
                x2={x(row.params)}
                y1={y(row.interval[0])}
                y2={y(row.interval[1])}
                stroke="var(--border-strong)"
              />
              <circle
                cx={x(row.params)}
                cy={y(row.score)}
                r={row.isMe ? 9 : 7}
                fill={row.isTransfer ? "var(--chart-validation)" : "var(--chart-train)"}
                stroke="var(--card)"
                strokeWidth={1.5}
              />
            </Link>
          ))}
        </svg>
        {boards.some((board) => board.rows.length < board.total) && (
          <p className="mt-2 text-xs text-muted-foreground">Of each league those whom the board shows.</p>
        )}
        {rows.some(({ isTransfer }) => isTransfer) && (
          <p className="mt-2 flex gap-4 text-xs text-muted-foreground">
            <span className="flex items-center gap-1.5">
              <span aria-hidden className="size-2.5 rounded-full bg-chart-train" /> from fresh weights
            </span>
            <span className="flex items-center gap-1.5">
              <span aria-hidden className="size-2.5 rounded-full bg-chart-validation" /> from other weights
            </span>
          </p>
        )}
      </CardContent>
    </Card>
  );
}
