import type { AnyEvaluation, AnyMistake } from "#models/tasks/evaluation.ts";
import type { TaskTarget } from "#models/tasks/target.ts";

export const NOT_NUMBERS = "The network answers with values that are not numbers.";

/** A model's answers to some examples of a split, rows one after the other: what `emitAnswers` has exported, by name. */
export type Answers = Readonly<Record<string, Float32Array>>;

type ScoredExample = {
  answers: Answers;
  /** Which row of them it is. */
  row: number;
  /** The example's place in the split. */
  index: number;
  /** As the dataset holds it: a class, or a value in its unit. */
  actual: number;
};

export type ScoreOutcome = {
  /** As `TaskDefinition.evaluation` and `.mistake` have them. */
  evaluation: AnyEvaluation;
  /** The worst first, 24 at most. */
  mistakes: readonly AnyMistake[];
};

/**
 * Adds up a network's answers on one split. `add` gives back what was answered: the class's place, or the value in the
 * target's unit. @throws EngineError BAD_DATA for a target that cannot be, NOT_FINITE.
 */
export type Scorer = { add: (example: ScoredExample) => number; outcome: () => ScoreOutcome };

export type ScorerTask = {
  target: TaskTarget;
  /** Targets of the training split, for a baseline that knows nothing else. */
  trainTargets: ArrayLike<number>;
  /** `HyperParameters.loss`. */
  loss: string | null;
};

/** How a task scores: one file a task in this folder, registered in `index.ts`. */
export type MakeScorer = (task: ScorerTask) => Scorer;
