import { expect, test } from "vitest";
import { chainGraph } from "#models/graph/chain.ts";
import { benchEvaluation, benchTraining } from "./bench.ts";

test("measures a network", async () => {
  const graph = chainGraph(
    [{ type: "Flatten" }, { type: "Dropout" }, { type: "Dense", settings: { units: 3 } }],
    [8, 8, 3],
  );
  const task = { graph, imageShape: [8, 8, 3] as const, classes: 3, batchSize: 4, steps: 5, threads: 1 };
  const outcome = await benchTraining(task);
  expect(outcome).toMatchObject({ params: 579, threads: 1 });
  expect(outcome.imagesPerSecond).toBeCloseTo(4000 / outcome.stepMs, 5);
  expect(outcome.feedShare).toBeLessThan(1);
  expect(await benchEvaluation(task)).toBeGreaterThan(0);
});
