import type { ListedNetwork } from "#models/graph/list-network.ts";
import type { StepCurve } from "#models/runs/step-curve.ts";
import type { LineColor } from "#app/_ui/charts/line-spec.ts";
import type { RunHistory } from "#server/contract/run-history.ts";
import type { RunDetails, RunResult } from "#server/contract/run.ts";

/** One of the runs that are compared, with all that is known of it. */
export type ComparedRun = {
  /** A, B, C: what it is called where its name has no room. */
  letter: string;
  color: LineColor;
  details: RunDetails;
  history: RunHistory;
  curve: StepCurve | null;
  network: ListedNetwork;
  /** null until it has finished. */
  result: RunResult | null;
};

const COLORS: readonly LineColor[] = ["run1", "run2", "run3", "run4", "run5", "run6"];

export const letterOf = (place: number): string => String.fromCharCode(65 + place);
export const colorOf = (place: number): LineColor => COLORS[place % COLORS.length] ?? "run1";

/** `var(--chart-run-1)` of `run1`, for what is no canvas. */
export const cssColor = (color: LineColor): string => `var(--chart-${color.replace(/^run/, "run-")})`;
