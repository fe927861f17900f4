import { evaluation } from "../../training/metrics.ts";
import type { Matrix } from "./question.ts";

/** The confusion matrix of scores, a row for what is shown and a column for what is said; null where there are no classes. */
export function matrixOf(scores: unknown): Matrix | null {
  const { data } = evaluation.safeParse(scores);
  if (data === undefined) return null;
  const names = data.perClass.map(({ className }) => className);
  return { rows: names, columns: names, values: data.confusion };
}
