import { expect, test } from "vitest";
import { transferNetwork } from "../backbones/mobilenet-v3-small.ts";
import { numberedClasses } from "../tasks/numbered-classes.ts";
import { analyzeGraph } from "./analyze.ts";
import type { ModelGraph } from "./schema.ts";

const target = { inputShape: [64, 64, 3], target: numberedClasses(10) };
const network = (side: number | null, frozenStages: number) =>
  transferNetwork({ inputShape: [64, 64, 3], units: 10, side, pooling: "average", frozenStages });
const told = (graph: ModelGraph) => analyzeGraph(graph, target).issues;

test("a Resizing that makes training twelve times as long is told of at its block, and stops nothing", () => {
  const { issues, isTrainable } = analyzeGraph(network(224, 0), target);
  expect(issues).toEqual([
    {
      severity: "warning",
      code: "DEAR_RESIZING",
      nodeId: "resizing",
      message: expect.stringMatching(/^224 x 224 out of 64 x 64: each epoch takes about 12 times as long/),
    },
  ]);
  expect(isTrainable).toBe(true);
});

test.each([
  ["four times", network(128, 0)],
  ["what reads it is frozen, and worked out once", network(224, 1)],
  ["there is none", network(null, 0)],
])("not where it is %s", (_, graph) => {
  expect(told(graph)).toEqual([]);
});
