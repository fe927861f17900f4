import { formatValue } from "#models/tasks/regression/format-value.ts";
import type { RegressionTarget } from "#models/tasks/target.ts";

type PredictedValueProps = {
  value: number;
  /** Null where it is not known, as of an uploaded picture. */
  actual: number | null;
  target: RegressionTarget;
};

/** A network's answer as a number with its unit, beside the true one. */
export function PredictedValue({ value, actual, target: { quantity, unit } }: PredictedValueProps) {
  return (
    <dl className="grid gap-4 text-sm sm:grid-cols-2">
      <div>
        <dt className="text-muted-foreground">{quantity}, predicted</dt>
        <dd className="text-3xl font-semibold tracking-tight tabular-nums">{formatValue(value, unit)}</dd>
      </div>
      {actual !== null && (
        <div>
          <dt className="text-muted-foreground">True</dt>
          <dd className="text-3xl font-semibold tracking-tight tabular-nums">{formatValue(actual, unit)}</dd>
          <dd className="text-muted-foreground mt-1">
            Missed by {formatValue(Math.abs(value - actual), unit)}
            {value !== actual && (value > actual ? ", too high" : ", too low")}
          </dd>
        </div>
      )}
    </dl>
  );
}
