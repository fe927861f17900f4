import { expect, test } from "vitest";
import { analyzeGraph } from "../graph/analyze.ts";
import { modelGraph } from "../graph/schema.ts";
import { PRESETS, presetById } from "./index.ts";

// lecture-cnn and vgg-small as PyTorch counts the same networks; the others added up by hand, such as tiny-cnn,
// whose last map is 8 x 8 x 16: (3*3*3*8 + 8) + (3*3*8*16 + 16) + (1024*10 + 10).
test.each([
  { id: "lecture-cnn", trainableParams: 295_018, params: 295_018, macs: 17_826_432 },
  { id: "vgg-small", trainableParams: 1_337_450, params: 1_338_346, macs: 155_583_744 },
  { id: "tiny-cnn", trainableParams: 11_642, params: 11_642, macs: 526_336 },
  { id: "lenet-64", trainableParams: 338_486, params: 338_486, macs: 3_577_800 },
  { id: "dense-only", trainableParams: 787_146, params: 787_146, macs: 787_072 },
])("$id has $trainableParams parameters to learn", ({ id, ...totals }) => {
  const { graph } = presetById(id)!;
  expect(modelGraph.parse(graph)).toEqual(graph);
  const analysis = analyzeGraph(graph, { inputShape: [64, 64, 3], classes: 10 });
  expect(analysis).toMatchObject({ isTrainable: true, issues: [], totals });
});

test("lecture-cnn is the lecture's network, layer by layer", () => {
  const analysis = analyzeGraph(presetById("lecture-cnn")!.graph, { inputShape: [64, 64, 3], classes: 10 });
  expect(analysis.order.map((id) => [id, analysis.nodes[id]!.shape, analysis.nodes[id]!.params])).toEqual([
    ["input", [64, 64, 3], 0],
    ["conv2d", [64, 64, 16], 208],
    ["conv2d_1", [64, 64, 16], 1040],
    ["max_pooling2d", [32, 32, 16], 0],
    ["conv2d_2", [32, 32, 32], 2080],
    ["conv2d_3", [32, 32, 32], 4128],
    ["max_pooling2d_1", [16, 16, 32], 0],
    ["conv2d_4", [16, 16, 64], 8256],
    ["conv2d_5", [16, 16, 64], 16_448],
    ["max_pooling2d_2", [8, 8, 64], 0],
    ["flatten", [4096], 0],
    ["dense", [64], 262_208],
    ["dense_1", [10], 650],
    ["output", [10], 0],
  ]);
});

test("ids are unique and unknown ones are refused", () => {
  expect(new Set(PRESETS.map((preset) => preset.id)).size).toBe(PRESETS.length);
  expect(presetById("alexnet")).toBeUndefined();
});
