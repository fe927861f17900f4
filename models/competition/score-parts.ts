import { evaluationOf } from "../training/evaluate.ts";
import { PUBLIC } from "./draw-parts.ts";

export type PartScore = {
  correct: number;
  count: number;
  /** A fraction; the plain mean over all classes, as `evaluationOf` has it. */
  macroF1: number;
};

type Answered = {
  /** The class's place that was answered to each example. */
  answers: ArrayLike<number>;
  targets: ArrayLike<number>;
  /** Of each example, as `drawParts` gives them. */
  parts: ArrayLike<number>;
  /** Names, in the order of their places. */
  classes: readonly string[];
};

/** Scores what a network has answered on the public and on the private part. @throws RangeError where lengths differ. */
export function scoreParts({ answers, targets, parts, classes }: Answered): {
  public: PartScore;
  private: PartScore;
} {
  if (answers.length !== targets.length || parts.length !== targets.length) {
    throw new RangeError(`Expected ${targets.length} answers, got ${answers.length}`);
  }
  const [open, hidden] = [emptyMatrix(classes.length), emptyMatrix(classes.length)];
  for (let index = 0; index < targets.length; index++) {
    const row = (parts[index] === PUBLIC ? open : hidden)[targets[index] ?? -1];
    const answer = answers[index] ?? -1;
    if (row?.[answer] === undefined) throw new RangeError(`There is no class ${answer}`);
    row[answer] += 1;
  }
  return { public: scoreOf(open, classes), private: scoreOf(hidden, classes) };
}

function emptyMatrix(size: number): number[][] {
  return Array.from({ length: size }, () => Array.from({ length: size }, () => 0));
}

function scoreOf(confusion: number[][], classes: readonly string[]): PartScore {
  const { count, macroF1 } = evaluationOf({ confusion, lossSum: 0, classes });
  const correct = confusion.reduce((sum, row, place) => sum + (row[place] ?? 0), 0);
  return { correct, count, macroF1 };
}
