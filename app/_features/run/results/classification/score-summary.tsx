import { formatCount } from "#app/_lib/format-count.ts";
import { formatPercent } from "#app/_lib/format-percent.ts";
import { formatLoss } from "../../format.ts";
import type { Evaluation } from "#models/training/metrics.ts";
import { keptFrom, ScoreFrame } from "../score-frame.tsx";

type ScoreSummaryProps = { test: Evaluation | null; validation: Evaluation; bestEpoch: number | null };

export function ScoreSummary({ test, validation, bestEpoch }: ScoreSummaryProps) {
  if (test === null) return <HiddenScore validation={validation} bestEpoch={bestEpoch} />;
  const [low, high] = test.accuracyInterval;
  return (
    <ScoreFrame
      label="Test accuracy"
      value={formatPercent(test.accuracy)}
      measures={[
        ["Macro F1", formatPercent(test.macroF1)],
        ["Test loss", formatLoss(test.loss)],
        ["Validation accuracy", formatPercent(validation.accuracy)],
        keptFrom(bestEpoch),
      ]}
    >
      <span className="font-medium tabular-nums">
        95 % interval {formatPercent(low)} to {formatPercent(high)}.
      </span>{" "}
      <span className="text-muted-foreground">
        With {formatCount(test.count)} test tiles, chance alone moves the accuracy of an equally good network
        about this far: two runs whose intervals overlap widely are hardly different.
      </span>
    </ScoreFrame>
  );
}

/** While a competition lasts. */
function HiddenScore({ validation, bestEpoch }: Pick<ScoreSummaryProps, "bestEpoch" | "validation">) {
  return (
    <ScoreFrame
      label="Validation accuracy"
      value={formatPercent(validation.accuracy)}
      measures={[
        ["Macro F1", formatPercent(validation.macroF1)],
        ["Validation loss", formatLoss(validation.loss)],
        keptFrom(bestEpoch),
      ]}
    >
      <span className="font-medium">Its test score is hidden until the reveal of a competition.</span>{" "}
      <span className="text-muted-foreground">
        With it, the private part of the board could be worked out. Enter the run to see its public score.
      </span>
    </ScoreFrame>
  );
}
