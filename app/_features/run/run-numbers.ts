import { inSentence } from "#models/tasks/in-sentence.ts";
import { formatRank } from "#models/tasks/format-rank.ts";
import { taskOf } from "#models/tasks/index.ts";
import type { RunSummary } from "#server/contract/run.ts";
import { formatTimeLeft } from "./format.ts";

export type RunNumbers = {
  /** Its score, or while it trains the metric of this epoch so far; `–` where there is none. */
  value: string;
  /** `test accuracy`, `accuracy so far`. */
  what: string;
  /** `35 s left`; null where it cannot be told or nothing is under way. */
  timeLeft: string | null;
};

/** The numbers of a run as lists, boards and its own page show them. */
export function runNumbers(
  run: Pick<RunSummary, "state" | "target" | "score" | "progress" | "isScoreHidden">,
): RunNumbers {
  const { state, target, score, progress } = run;
  const task = taskOf(target);
  const ranking = task.ranking(target).score;
  if (state !== "running") {
    const what = run.isScoreHidden ? "test score is hidden" : inSentence(ranking.label);
    return { value: formatRank(ranking, score), what, timeLeft: null };
  }
  const [primary] = task.metrics(target);
  const reached = progress?.metrics[primary.name];
  const left = progress?.secondsLeft ?? null;
  return {
    value: reached === undefined ? "–" : primary.format(reached),
    what: `${inSentence(primary.label)} so far`,
    timeLeft: left === null ? null : `${formatTimeLeft(left)} left`,
  };
}
