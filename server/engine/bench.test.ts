import { expect, test } from "vitest";
import { chainGraph } from "#models/graph/chain.ts";
import { benchEngine } from "./bench.ts";

test("measures a network", async () => {
  const graph = chainGraph(
    [{ type: "Flatten" }, { type: "Dropout" }, { type: "Dense", settings: { units: 3 } }],
    [8, 8, 3],
  );
  const outcome = await benchEngine({
    graph,
    imageShape: [8, 8, 3],
    classes: 3,
    batchSize: 4,
    steps: 5,
    threads: 1,
  });
  expect(outcome).toMatchObject({ params: 579, threads: 1 });
  expect(outcome.imagesPerSecond).toBeCloseTo(4000 / outcome.stepMs, 5);
  expect(outcome.feedShare).toBeLessThan(1);
  expect(outcome.evaluationImagesPerSecond).toBeGreaterThan(0);
});
