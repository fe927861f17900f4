import { z } from "zod";
import type { ModelGraph } from "../../graph/schema.ts";
import type { HyperParameters } from "../../training/hyper-parameters.ts";
import type { Evaluation } from "../../training/metrics.ts";
import type { StartingPoint } from "../../weights/starting-point.ts";
import { countOf } from "../count-of.ts";
import type { Check, CheckTest } from "./check.ts";
import { CHECK_GROUNDS } from "./kinds.ts";
import { percent, tellPercentagePoints, timesOf } from "./describe.ts";
import { countConvThenPool, countLayers, denseOnMaps } from "./judge-graph.ts";

/** What is known of what is judged; null where there is nothing yet. */
export type JudgedWork = {
  graph: ModelGraph;
  params: number;
  training: {
    hyperParameters: HyperParameters;
    /** That were really trained. */
    epochs: number;
    /** Whose weights it began from; null for fresh ones. */
    startedFrom: StartingPoint | null;
  } | null;
  /** On tiles that the learner never saw. */
  test: Pick<Evaluation, "accuracy" | "macroF1" | "perClass"> | null;
  /** Of the epoch that counts. */
  accuracies: { training: number; validation: number } | null;
};

export const checkResult = z.object({
  checkId: z.string(),
  /** null where it cannot be told yet. */
  isPassed: z.boolean().nullable(),
  /** What was found, such as `81.2 %`. */
  found: z.string(),
});
export type CheckResult = z.infer<typeof checkResult>;

type Verdict = { isPassed: boolean | null; found: string };
const UNKNOWN: Verdict = { isPassed: null, found: "not known yet" };

export function judge(checks: readonly Check[], work: JudgedWork): CheckResult[] {
  return checks.map(({ id, test }) => ({ checkId: id, ...withStart(test, work) }));
}

/** How other weights were trained before, nobody can tell: what looks at the training is not passed with them. */
function withStart(test: CheckTest, work: JudgedWork): Verdict {
  const verdict = verdictOf(test, work);
  const startedFrom = work.training?.startedFrom ?? null;
  if (CHECK_GROUNDS[test.kind] !== "process" || startedFrom === null) return verdict;
  return { isPassed: false, found: `${verdict.found}, after other weights` };
}

/** Points of the checks that are passed. */
export function earnedPoints(checks: readonly Check[], results: readonly CheckResult[]): number {
  const passed = new Set(results.flatMap(({ checkId, isPassed }) => (isPassed === true ? [checkId] : [])));
  return checks.reduce((sum, { id, points }) => sum + (passed.has(id) ? points : 0), 0);
}

function verdictOf(test: CheckTest, work: JudgedWork): Verdict {
  const { graph, params, training, accuracies } = work;
  switch (test.kind) {
    case "max-params":
      return { isPassed: params <= test.max, found: countOf(params, "parameter") };
    case "has-layer": {
      const count = countLayers(graph, test.layer);
      return { isPassed: count >= test.count, found: timesOf(count, test.layer) };
    }
    case "no-layer": {
      const count = countLayers(graph, test.layer);
      return { isPassed: count === 0, found: timesOf(count, test.layer) };
    }
    case "conv-then-pool": {
      const count = countConvThenPool(graph);
      return { isPassed: count >= test.count, found: `${count === 0 ? "none" : count} followed by pooling` };
    }
    case "no-dense-before-flatten": {
      const names = denseOnMaps(graph);
      return { isPassed: names.length === 0, found: names.length === 0 ? "none" : names.join(", ") };
    }
    case "accuracy":
      return atLeast(work.test?.accuracy, test.min);
    case "macro-f1":
      return atLeast(work.test?.macroF1, test.min);
    case "class-recall": {
      if (work.test === null) return UNKNOWN;
      const found = work.test.perClass.find(({ className }) => className === test.className);
      if (found === undefined)
        return { isPassed: false, found: `no class ${test.className} in this dataset` };
      return atLeast(found.recall, test.min);
    }
    case "gap": {
      if (accuracies === null) return UNKNOWN;
      const gap = accuracies.training - accuracies.validation;
      return { isPassed: gap <= test.max, found: tellGap(gap) };
    }
    case "seed": {
      if (training === null) return UNKNOWN;
      const { seed } = training.hyperParameters;
      return { isPassed: seed === test.seed, found: `seed ${seed}` };
    }
    case "early-stopping": {
      if (training === null) return UNKNOWN;
      const { earlyStopping } = training.hyperParameters;
      const isPassed = earlyStopping !== "none";
      return { isPassed, found: isPassed ? "early stopping" : "no early stopping" };
    }
    case "max-epochs":
      if (training === null) return UNKNOWN;
      return { isPassed: training.epochs <= test.max, found: countOf(training.epochs, "epoch") };
  }
}

/** How far an accuracy is above another, without a sign. */
function tellGap(gap: number): string {
  if (!Number.isFinite(gap)) return "not a number";
  const size = tellPercentagePoints(Math.abs(gap));
  return Number(gap.toFixed(4)) === 0 ? "no difference" : `${size} ${gap > 0 ? "above" : "below"}`;
}

function atLeast(value: number | undefined, min: number): Verdict {
  if (value === undefined) return UNKNOWN;
  // A score that is not a number passes nothing.
  return { isPassed: value >= min, found: Number.isFinite(value) ? percent(value) : "not a number" };
}
