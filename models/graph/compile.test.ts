import { expect, expectTypeOf, test } from "vitest";
import { numberedClasses } from "../tasks/numbered-classes.ts";
import { withOtherIds } from "../testing/with-other-ids.ts";
import { BranchingGraph } from "./branching-graph.ts";
import { chainGraph } from "./chain.ts";
import { compileGraph } from "./compile.ts";

const target = { inputShape: [8, 8, 3], target: numberedClasses(2) };

/** Two convolutions of the input, joined in the order of the slots and not of the list. */
function branches() {
  const graph = new BranchingGraph([8, 8, 3]);
  const left = graph.add({ type: "Conv2D", settings: { filters: 2, kernelSize: [3, 3] } }, [graph.input]);
  const right = graph.add({ type: "Conv2D", settings: { filters: 4, kernelSize: [3, 3] } }, [graph.input]);
  const joined = graph.add({ type: "Concatenate" }, [left, right]);
  const end = [{ type: "Flatten" }, { type: "Dense", settings: { units: 2 } }] as const;
  return graph.finish(graph.line(end, joined));
}

test("a network's layers, by name, with what they read, learn and cost", () => {
  const { network, analysis } = compileGraph(withOtherIds(branches()), target);
  expect(analysis.isTrainable).toBe(true);
  expect(network).toMatchObject({ input: "input", logits: "dense", totals: analysis.totals });
  expect(network?.layers.map(({ name, inputs, shape }) => [name, inputs, shape])).toEqual([
    ["input", [], [8, 8, 3]],
    ["conv2d", ["input"], [6, 6, 2]],
    ["conv2d_1", ["input"], [6, 6, 4]],
    ["concatenate", ["conv2d", "conv2d_1"], [6, 6, 6]],
    ["flatten", ["concatenate"], [216]],
    ["dense", ["flatten"], [2]],
    ["output", ["dense"], [2]],
  ]);
  // 3*3*3*2 + 2 and 6*6*2 * 27; 216*2 + 2
  expect(network?.layers[1]).toMatchObject({ params: 56, macs: 1_944, inputShapes: [[8, 8, 3]] });
  expect(network?.weights.map(({ key, layer, shape }) => [key, layer, shape])).toEqual([
    ["conv2d/kernel", "conv2d", [3, 3, 3, 2]],
    ["conv2d/bias", "conv2d", [2]],
    ["conv2d_1/kernel", "conv2d_1", [3, 3, 3, 4]],
    ["conv2d_1/bias", "conv2d_1", [4]],
    ["dense/kernel", "dense", [216, 2]],
    ["dense/bias", "dense", [2]],
  ]);
});

test("inputs are read by slot, gaps or not, wherever the edges stand in the list", () => {
  const graph = branches();
  const edges = graph.edges.map((edge) =>
    edge.target === "concatenate" ? { ...edge, slot: 7 - edge.slot * 3 } : edge,
  );
  const { network } = compileGraph({ ...graph, edges }, target);
  const joined = network?.layers.find(({ type }) => type === "Concatenate");
  expect(joined).toMatchObject({
    inputs: ["conv2d_1", "conv2d"],
    inputShapes: [
      [6, 6, 4],
      [6, 6, 2],
    ],
  });
});

test("a kind of layer says which settings it has, with defaults filled in", () => {
  const convolution = compileGraph(branches(), target).network?.layers.find(({ type }) => type === "Conv2D");
  if (convolution?.type !== "Conv2D") throw new Error("It has no convolution");
  expectTypeOf(convolution.settings.filters).toEqualTypeOf<number>();
  expect(convolution.settings).toMatchObject({ filters: 2, strides: [1, 1], groups: 1 });
});

test("there is none while something is wrong; nothing to learn is wrong for training alone", () => {
  expect(
    compileGraph(chainGraph([{ type: "Flatten" }, { type: "Dense" }], [8, 8, 3]), target).network,
  ).toBeNull();
  const pooled = chainGraph([{ type: "GlobalAveragePooling2D" }], [8, 8, 3]);
  const { network, analysis } = compileGraph(pooled, { ...target, target: numberedClasses(3) });
  expect(analysis.isTrainable).toBe(false);
  expect(network?.logits).toBe("global_average_pooling2d");
});
