import type { HyperParameters } from "../training/hyper-parameters.ts";
import type { TaskAnswer } from "./answer.ts";
import type { TaskTarget } from "./target.ts";

/** One number that says how good a network is. */
export type Metric = {
  /** Its key in an epoch's `train` and `validation`: `accuracy`. `loss` is one, too. */
  name: string;
  /** At the head of a column or above a curve: `Accuracy`. */
  label: string;
  direction: "higher" | "lower";
  /** `""` where it has none. */
  unit: string;
  /** With its unit, as people read it: `91.2 %`; `–` for what is no number. */
  format(this: void, value: number): string;
};

/** A loss that a run may choose: `HyperParameters.loss` holds its name. */
type Loss = {
  /** As Keras calls it, in camel case: `meanSquaredError`. */
  name: string;
  label: string;
  help: string;
};

/** What the layer before Output has to give. */
type NeededOutput = {
  /** How many numbers. */
  length: number;
  /** What they are, after `Output needs 10 numbers, `: `one per class`. */
  meaning: string;
};

/** What a board orders by: of both, higher is better. A run where one of them is not finite has no place. */
type RankScore = { score: number; tieBreak: number };

/**
 * Everything that is known about a task: one file a task exports one of these, registered in `index.ts`. Its engine heads
 * are in `server/engine/onnx/heads` and `server/engine/tfjs/heads`, its scoring in `server/engine/score`.
 */
export type TaskDefinition<Target extends TaskTarget = TaskTarget, Evaluation = unknown> = {
  task: Target["task"];
  /** `Classification`. */
  label: string;
  output(this: void, target: Target): NeededOutput;
  /** What is wrong with this activation in the last layer, to go on with `; set the activation of …`; null where nothing is. */
  activationProblem(this: void, activation: string): string | null;
  /** The first is the one that a run has where it chooses none. */
  losses: readonly [Loss, ...Loss[]];
  /** Of an epoch, but for the loss, in the order in which people see them; the first is the primary one. */
  metrics(this: void, target: Target): readonly [Metric, ...Metric[]];
  /** The loss as a metric, in the unit in which it is trained. */
  lossMetric: Metric;
  /** Hyper-parameters that mean nothing to other tasks: shown and accepted for this one only. */
  ownSettings: readonly (keyof HyperParameters)[];
  /** What is wrong with settings of its own for this target, by name. Those that the schema refuses are not seen here. */
  settingProblems(
    this: void,
    hyperParameters: HyperParameters,
    target: Target,
  ): Partial<Record<keyof HyperParameters, string>>;
  /** What the numbers mean that an exported model gives for one input. */
  answerOf(this: void, output: readonly number[]): TaskAnswer;
  rankOf(this: void, evaluation: Evaluation): RankScore;
  /** The board's columns: how a rank's two numbers are shown. `value` takes back what `rankOf` did: -RMSE to RMSE. */
  ranking(this: void, target: Target): { score: RankColumn; tieBreak: RankColumn };
  /** The loss of knowing nothing about the single picture: even odds, the mean of all values. */
  baselineLoss(this: void, target: Target): number;
};

export type RankColumn = Omit<Metric, "name"> & { value(this: void, rank: number): number };

export function defineTask<Target extends TaskTarget, Evaluation>(
  definition: TaskDefinition<Target, Evaluation>,
): TaskDefinition<Target, Evaluation> {
  return definition;
}
