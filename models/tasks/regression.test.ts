import { expect, test } from "vitest";
import { analyzeGraph } from "../graph/analyze.ts";
import { chainGraph } from "../graph/chain.ts";
import { regression } from "./regression.ts";
import { regressionEvaluationOf } from "./regression/evaluation.ts";
import type { RegressionTarget } from "./target.ts";

const TARGET: RegressionTarget = { task: "regression", quantity: "Irradiance", unit: "W/m²" };

test("a board has the lower RMSE first, and shows it in its unit as it is", () => {
  const good = regressionEvaluationOf({ pairs: [[100, 140]], lossSum: 1, trainMean: 0 });
  const bad = regressionEvaluationOf({ pairs: [[100, 30]], lossSum: 1, trainMean: 0 });
  const [first, second] = [good, bad].map(regression.rankOf);
  expect(first!.score).toBeGreaterThan(second!.score);
  const { score, tieBreak } = regression.ranking(TARGET);
  expect(score.format(score.value(first!.score))).toBe("40\u00a0W/m²");
  expect(tieBreak.format(tieBreak.value(second!.tieBreak))).toBe("70\u00a0W/m²");
});

test.each([
  { units: 2, activation: "linear", code: "OUTPUT_LENGTH", message: /needs 1 number, the Irradiance/ },
  {
    units: 1,
    activation: "relu",
    code: "OUTPUT_ACTIVATION",
    message: /relu gives only some of them; set the/,
  },
])("Output says what a value needs: $units units, $activation", ({ units, activation, code, message }) => {
  const graph = chainGraph(
    [{ type: "Flatten" }, { type: "Dense", settings: { units, activation } }],
    [2, 2, 1],
  );
  const { issues } = analyzeGraph(graph, { inputShape: [2, 2, 1], target: TARGET });
  expect(issues).toEqual([expect.objectContaining({ code, message: expect.stringMatching(message) })]);
});
