import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { expect, test } from "vitest";
import { analyzeGraph } from "#models/graph/analyze.ts";
import { applyEdit } from "#models/graph/edits/apply-edit.ts";
import { emptyGraph } from "#models/graph/empty-graph.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { presetById } from "#models/presets/index.ts";
import { addBlock } from "../edits/add-block.ts";
import { blockingReason } from "./blocking-reason.ts";

const reasonFor = (graph: ModelGraph) =>
  blockingReason(analyzeGraph(graph, { inputShape: [64, 64, 3], target: numberedClasses(10) }), graph);

test("nothing stands in the way of the lecture's network", () => {
  expect(reasonFor(presetById("lecture-cnn")!.graph)).toBeNull();
});

test("the first thing to mend comes first, in words of the form", () => {
  const added = addBlock(emptyGraph(), "Dense");
  if (!added.ok) throw new Error(added.reason);
  expect(reasonFor(applyEdit(emptyGraph(), added.edit))).toBe(
    "Train cannot start: Dense gives a map here, where Output needs a flat input; put Flatten before Dense",
  );
  const lecture = presetById("lecture-cnn")!.graph;
  const wrong = { id: "conv2d", name: "kernelSize", value: [0, 3] };
  expect(reasonFor(applyEdit(lecture, { kind: "setSetting", ...wrong }))).toBe(
    "Train cannot start: conv2d, Kernel size: expected 1 to 15, received 0",
  );
});
