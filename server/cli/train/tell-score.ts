import { taskOf } from "#models/tasks/index.ts";
import type { AnyEvaluation } from "#models/tasks/evaluation.ts";
import { formatRank } from "#models/tasks/format-rank.ts";
import type { TaskTarget } from "#models/tasks/target.ts";
import { evaluation, type Evaluation } from "#models/training/metrics.ts";

/** A network's score on the test split, in lines for a person: what a board ranks it by, and what a task adds. */
export function tellScore(scored: AnyEvaluation, target: TaskTarget): string[] {
  const task = taskOf(target);
  if (target.task === "classification") return classificationLines(evaluation.parse(scored));
  const { score, tieBreak } = task.ranking(target);
  const rank = task.rankOf(scored);
  return [
    `${score.label} ${formatRank(score, rank.score)}, ${tieBreak.label} ${formatRank(tieBreak, rank.tieBreak)}`,
  ];
}

function classificationLines({
  accuracy,
  accuracyInterval: [low, high],
  macroF1,
  perClass,
}: Evaluation): string[] {
  const width = Math.max(...perClass.map(({ className }) => className.length));
  return [
    `Test accuracy ${percent(accuracy)} (95 % interval ${percent(low)} to ${percent(high)}), macro F1 ${macroF1.toFixed(4)}`,
    ...perClass.map(({ className, precision, recall, f1, support }) => {
      const name = className.padEnd(width);
      return `  ${name}  precision ${percent(precision)}  recall ${percent(recall)}  F1 ${f1.toFixed(3)}  of ${support}`;
    }),
  ];
}

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(1)} %`.padStart(7);
}
