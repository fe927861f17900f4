import { formatPercent } from "#app/_lib/format-percent.ts";

type IntervalBarProps = {
  interval: readonly [number, number];
  score: number;
  /** Of all rows, so that bars can be held against each other. */
  range: readonly [number, number];
};

/** Where a score may lie, and where it was found. */
export function IntervalBar({ interval: [low, high], score, range: [from, to] }: IntervalBarProps) {
  const span = Math.max(to - from, 1e-9);
  const at = (value: number) => `${((value - from) / span) * 100}%`;
  const text = `${formatPercent(low)} to ${formatPercent(high)}`;
  return (
    <div className="flex w-44 flex-col gap-1" title={text}>
      <span className="num text-xs whitespace-nowrap text-muted-foreground">{text}</span>
      <span aria-hidden className="relative block h-1.5 rounded-full bg-muted">
        <span
          className="absolute inset-y-0 rounded-full bg-primary/45"
          style={{ left: at(low), width: `${((high - low) / span) * 100}%` }}
        />
        <span
          className="absolute -inset-y-0.5 w-0.5 -translate-x-1/2 bg-primary"
          style={{ left: at(score) }}
        />
      </span>
    </div>
  );
}
