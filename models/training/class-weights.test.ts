import { expect, test } from "vitest";
import { classWeightProblem, classWeightsOf } from "./class-weights.ts";

test.each([
  { classWeight: "none", expected: null },
  // 12 images: 12 / (3 x 2), 12 / (3 x 4), 12 / (3 x 6).
  { classWeight: "balanced", expected: [2, 1, 2 / 3] },
  { classWeight: [1, 0, 5], expected: [1, 0, 5] },
] as const)("$classWeight", ({ classWeight, expected }) => {
  const weight = typeof classWeight === "string" ? classWeight : [...classWeight];
  expect(classWeightsOf(weight, [2, 4, 6])).toEqual(expected);
});

test("a class without images is left out of the balance", () => {
  // 8 images of two classes: 8 / (2 x 2), 8 / (2 x 6).
  expect(classWeightsOf("balanced", [2, 0, 6])).toEqual([2, 0, 8 / 12]);
});

test.each([
  { classWeight: "balanced" as const, problem: null },
  { classWeight: [1, 2, 0], problem: null },
  { classWeight: [1, 2], problem: "Expected 3 class weights, one for each class, received 2" },
  { classWeight: [0, 0, 0], problem: expect.stringContaining("at least one class weight above 0") },
])("$classWeight for three classes: $problem", ({ classWeight, problem }) => {
  expect(classWeightProblem(classWeight, 3)).toEqual(problem);
});
