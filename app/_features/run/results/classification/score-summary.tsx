import { formatCount } from "#app/_lib/format-count.ts";
import { formatPercent } from "#app/_lib/format-percent.ts";
import { formatLoss } from "../../format.ts";
import type { Evaluation } from "#models/training/metrics.ts";

type ScoreSummaryProps = { test: Evaluation; validation: Evaluation; bestEpoch: number | null };

export function ScoreSummary({ test, validation, bestEpoch }: ScoreSummaryProps) {
  const [low, high] = test.accuracyInterval;
  return (
    <section aria-label="Score" className="grid gap-x-8 gap-y-4 sm:grid-cols-[auto_1fr] sm:items-center">
      <div>
        <p className="text-muted-foreground text-sm">Test accuracy</p>
        <p className="text-5xl font-semibold tracking-tight tabular-nums">{formatPercent(test.accuracy)}</p>
      </div>
      <div className="min-w-0 space-y-3">
        <p className="max-w-prose text-sm">
          <span className="font-medium tabular-nums">
            95 % interval {formatPercent(low)} to {formatPercent(high)}.
          </span>{" "}
          <span className="text-muted-foreground">
            With {formatCount(test.count)} test tiles, chance alone moves the accuracy of an equally good
            network about this far: two runs whose intervals overlap widely are hardly different.
          </span>
        </p>
        <dl className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
          <Measure name="Macro F1" value={formatPercent(test.macroF1)} />
          <Measure name="Test loss" value={formatLoss(test.loss)} />
          <Measure name="Validation accuracy" value={formatPercent(validation.accuracy)} />
          <Measure name="Weights kept from" value={bestEpoch === null ? "–" : `epoch ${bestEpoch}`} />
        </dl>
      </div>
    </section>
  );
}

function Measure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt className="text-muted-foreground text-xs">{name}</dt>
      <dd className="font-medium tabular-nums">{value}</dd>
    </div>
  );
}
