import { numberedClasses } from "../tasks/numbered-classes.ts";
import { BLOCK_WIDTH, ROW_HEIGHT } from "../graph/layout/block-size.ts";
import { isTidy } from "../graph/layout/layout.ts";
import { expect, test } from "vitest";
import { analyzeGraph } from "../graph/analyze.ts";
import { modelGraph } from "../graph/schema.ts";
import { SKY_IRRADIANCE } from "../datasets/sky-irradiance.ts";
import { FULL_SIZE_PRESETS, PRESETS, presetById, REGRESSION_PRESETS } from "./index.ts";

// Trainable parameters of lecture-cnn, vgg-small, resnet-small, se-resnet-small, inception-small and mobilenet-small as
// PyTorch counts the same networks; what is not trained are two numbers a normalized channel. The others added up by hand, such as tiny-cnn,
// whose last map is 8 x 8 x 16: (3*3*3*8 + 8) + (3*3*8*16 + 16) + (1024*10 + 10).
// Those at full size have the published counts, but for the classes (their files say where from), and of the published
// multiply-adds at 224 x 224 the share of the pixels, (64 / 224)^2, in their convolutions: ResNet-18 has 1,813,561,344.
test.each([
  { id: "lecture-cnn", trainableParams: 295_018, params: 295_018, macs: 17_826_432 },
  { id: "vgg-small", trainableParams: 1_337_450, params: 1_338_346, macs: 155_583_744 },
  { id: "resnet-small", trainableParams: 696_618, params: 698_858, macs: 422_970_624 },
  { id: "se-resnet-small", trainableParams: 707_874, params: 710_114, macs: 422_981_376 },
  { id: "inception-small", trainableParams: 114_874, params: 116_074, macs: 67_471_392 },
  { id: "mobilenet-small", trainableParams: 136_778, params: 139_722, macs: 16_525_824 },
  { id: "tiny-cnn", trainableParams: 11_642, params: 11_642, macs: 526_336 },
  { id: "lenet-64", trainableParams: 338_486, params: 338_486, macs: 3_577_800 },
  { id: "resnet-18", trainableParams: 11_181_642, params: 11_191_242, macs: 148_050_944 },
  { id: "se-resnet-18", trainableParams: 11_270_722, params: 11_280_322, macs: 148_137_984 },
  { id: "googlenet", trainableParams: 5_983_802, params: 5_983_802, macs: 129_124_352 },
  { id: "vgg-16", trainableParams: 39_929_674, params: 39_929_674, macs: 1_277_992_960 },
  { id: "dense-only", trainableParams: 787_146, params: 787_146, macs: 787_072 },
])("$id has $trainableParams parameters to learn", ({ id, ...totals }) => {
  const { graph } = presetById(id)!;
  expect(modelGraph.parse(graph)).toEqual(graph);
  const analysis = analyzeGraph(graph, { inputShape: [64, 64, 3], target: numberedClasses(10) });
  expect(analysis).toMatchObject({ isTrainable: true, issues: [], totals });
});

test("lecture-cnn is the lecture's network, layer by layer", () => {
  const analysis = analyzeGraph(presetById("lecture-cnn")!.graph, {
    inputShape: [64, 64, 3],
    target: numberedClasses(10),
  });
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

test("sky-vgg has sixteen layers with weights, and is what the skies are learned with", () => {
  const { graph } = presetById("sky-vgg")!;
  expect(modelGraph.parse(graph)).toEqual(graph);
  const analysis = analyzeGraph(graph, SKY_IRRADIANCE);
  // 3x3 kernels and biases: 1744 + 3 x 2320 + 4640 + 2 x 9248 + 18,496 + 5 x 36,928; Dense 16,448 + 4160 + 65.
  expect(analysis).toMatchObject({ isTrainable: true, issues: [], totals: { params: 255_649 } });
  expect(analysis.order.filter((id) => analysis.nodes[id]!.params > 0)).toHaveLength(16);
});

test("the lecture's transfer network learns its Dense alone, on features of Keras's 939,120 weights", () => {
  const { graph } = presetById("transfer-mobilenet")!;
  const analysis = analyzeGraph(graph, { inputShape: [64, 64, 3], target: numberedClasses(10) });
  expect(analysis).toMatchObject({ isTrainable: true, issues: [] });
  expect(analysis.totals).toMatchObject({ params: 939_120 + 5770, trainableParams: 5770 });
});

test.each([...PRESETS, ...FULL_SIZE_PRESETS, ...REGRESSION_PRESETS])(
  "$id lies on the canvas with nothing over anything else, connections leading down or to the next column",
  ({ graph }) => {
    const places = new Map(graph.nodes.map(({ id, position }) => [id, position]));
    const close = graph.nodes.flatMap((a, index) =>
      graph.nodes
        .slice(index + 1)
        .filter(
          (b) =>
            Math.abs(a.position.x - b.position.x) < BLOCK_WIDTH + 16 &&
            Math.abs(a.position.y - b.position.y) < ROW_HEIGHT,
        )
        .map((b) => `${a.id} and ${b.id}`),
    );
    expect(close).toEqual([]);
    const hidden = graph.edges.filter(({ source, target }) => {
      const [from, to] = [places.get(source)!, places.get(target)!];
      const isNextColumn = to.y === 0 && to.x >= from.x + BLOCK_WIDTH;
      expect(to.y > from.y || isNextColumn).toBe(true);
      return graph.nodes.some(
        ({ position: { x, y } }) => from.x === to.x && x === from.x && y > from.y && y < to.y,
      );
    });
    expect(hidden).toEqual([]);
    expect(isTidy(graph)).toBe(true);
  },
);

test("ids are unique and unknown ones are refused", () => {
  const ids = [...PRESETS, ...FULL_SIZE_PRESETS].map((preset) => preset.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(presetById("alexnet")).toBeUndefined();
});
