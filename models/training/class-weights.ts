import type { HyperParameters } from "./hyper-parameters.ts";

type ClassWeight = HyperParameters["classWeight"];

/**
 * What an image of each class counts in the training loss, null for 1 each. `balanced` is scikit-learn's: images /
 * (classes x images of the class), so that each class counts the same in all; a class without images gets 0 and is not
 * among the classes counted. Source: scikit-learn's `compute_class_weight`.
 * @param counts training images of each class.
 */
export function classWeightsOf(
  classWeight: ClassWeight,
  counts: readonly number[],
): readonly number[] | null {
  if (classWeight === "none") return null;
  if (classWeight !== "balanced") return classWeight;
  const images = counts.reduce((sum, count) => sum + count, 0);
  const classes = counts.filter((count) => count > 0).length;
  return counts.map((count) => (count === 0 ? 0 : images / (classes * count)));
}

/** What is wrong with class weights for so many classes; null where nothing is. */
export function classWeightProblem(classWeight: ClassWeight, classes: number): string | null {
  if (typeof classWeight === "string") return null;
  if (classWeight.length !== classes) {
    return `Expected ${classes} class weights, one for each class, received ${classWeight.length}`;
  }
  if (classWeight.every((weight) => weight === 0)) {
    return "Expected at least one class weight above 0: with none, there is nothing to learn from";
  }
  return null;
}
