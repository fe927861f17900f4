import type { StepCurve } from "#models/runs/step-curve.ts";
import { drawable } from "#app/_ui/charts/scales.ts";
import type { RunHistoryEpoch } from "#server/contract/run-history.ts";

export type CurveAxis = "step" | "epoch" | "time";
/** Ascending by x; null where a value cannot be drawn. */
export type CurveLine = { x: number[]; y: (number | null)[] };

/** A curve's points over one of the axes: steps done, epochs done, seconds of training and validating. */
export function stepLine(
  { points, steps }: StepCurve,
  measure: "loss" | "metric",
  axis: CurveAxis,
): CurveLine {
  const places = { step: 1, epoch: 1 / steps };
  return {
    x: points.map(([to, seconds]) => (axis === "time" ? seconds : to * places[axis])),
    y: points.map(([, , loss, metric]) => drawable(measure === "loss" ? loss : metric)),
  };
}

/** What each epoch measured on one split, at its end. `steps` of an epoch; null where they are not known. */
export function epochLine(
  epochs: readonly RunHistoryEpoch[],
  measured: { split: "train" | "validation"; name: string },
  { axis, steps }: { axis: CurveAxis; steps: number | null },
): CurveLine {
  return {
    x: epochEnds(epochs, { axis, steps }),
    y: epochs.map((epoch) => drawable(epoch[measured.split][measured.name] ?? null)),
  };
}

/** Where on an axis each epoch ends. */
export function epochEnds(
  epochs: readonly RunHistoryEpoch[],
  { axis, steps }: { axis: CurveAxis; steps: number | null },
): number[] {
  if (axis === "step") return epochs.map(({ epoch }) => epoch * (steps ?? 1));
  if (axis === "epoch") return epochs.map(({ epoch }) => epoch);
  let seconds = 0;
  return epochs.map((epoch) => (seconds += epoch.seconds));
}

/** The value at a place: the last one at or before it. */
export function valueAt({ x, y }: CurveLine, place: number | null): number | null {
  const index = place === null ? x.length - 1 : x.findLastIndex((each) => each <= place * (1 + 1e-9));
  return y[index] ?? null;
}
