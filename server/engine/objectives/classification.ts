import { classesOf } from "#models/tasks/classes-of.ts";
import type { TaskTarget } from "#models/tasks/target.ts";
import { classWeightProblem, classWeightsOf } from "#models/training/class-weights.ts";
import { EngineError } from "../engine-error.ts";
import type { Objective, ObjectiveTask } from "./objective.ts";

export type ClassificationSettings = {
  /** Part of the target that is spread evenly over all classes, see Keras's CategoricalCrossentropy. */
  labelSmoothing: number;
  /** What an image of each class counts in training, see `classWeightsOf`; null for 1 each. */
  classWeights: readonly number[] | null;
};

/** Cross-entropy of softmax, in nats. Sums: `correct`. */
export function classificationObjective(task: ObjectiveTask): Objective<ClassificationSettings> {
  const { classWeight, labelSmoothing } = task.hyperParameters;
  const classes = classesOf(task.target);
  const problem = classWeightProblem(classWeight, classes.length);
  if (problem !== null) throw new EngineError("BAD_DATA", problem);
  const counts = classes.map((): number => (task.trainTargets === null ? 1 : 0));
  for (const label of Array.from(task.trainTargets ?? [])) counts[label] = (counts[label] ?? 0) + 1;
  return classifyingBy(task.target, {
    labelSmoothing,
    classWeights: classWeightsOf(classWeight, counts),
  });
}

/** With weights that are known already, as a replay is given them. */
export function classifyingBy(
  target: TaskTarget,
  settings: ClassificationSettings,
): Objective<ClassificationSettings> {
  return {
    target,
    targetType: "int32",
    encode: (label) => label,
    settings,
    metricsOf: ({ correct = Number.NaN }, count) => ({ accuracy: correct / count }),
    outputScale: null,
  };
}
