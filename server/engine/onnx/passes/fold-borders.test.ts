import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { expect, test } from "vitest";
import { BranchingGraph } from "#models/graph/branching-graph.ts";
import type { ChainLayer } from "#models/graph/chain.ts";
import { planNetwork } from "#server/engine/weights/network-plan.ts";
import { foldBorders } from "./fold-borders.ts";

const HEAD: ChainLayer[] = [{ type: "Flatten" }, { type: "Dense", settings: { units: 4 } }];
const FRAME: ChainLayer = { type: "ZeroPadding2D", settings: { padding: [2, 1] } };

function folded(build: (graph: BranchingGraph) => ReturnType<BranchingGraph["add"]>) {
  const graph = new BranchingGraph([8, 8, 3]);
  const network = graph.finish(graph.line(HEAD, build(graph)));
  return foldBorders(planNetwork(network, { inputShape: [8, 8, 3], target: numberedClasses(4) })).layers;
}

function behindFrame(settings: NonNullable<ChainLayer["settings"]>) {
  return folded((graph) => graph.line([FRAME, { type: "Conv2D", settings }], graph.input));
}

test("a frame that one convolution reads is the convolution's own", () => {
  const layers = behindFrame({ filters: 2, kernelSize: [3, 2] });
  expect(layers.map(({ type }) => type)).not.toContain("ZeroPadding2D");
  expect(layers.find(({ type }) => type === "Conv2D")).toMatchObject({
    border: { before: [2, 1], after: [2, 1] },
    inputShapes: [[8, 8, 3]],
    shape: [10, 9, 2],
  });
});

test.each([
  ["pads by itself", { filters: 2, kernelSize: [3, 3], padding: "same" }],
  ["has windows that fit into the frame", { filters: 2, kernelSize: [2, 2] }],
])("a frame stays before a convolution that %s", (_, settings) => {
  expect(behindFrame(settings).map(({ type }) => type)).toContain("ZeroPadding2D");
});

test("a dilated kernel reaches further than it is large", () => {
  const settings = { filters: 2, kernelSize: [2, 2], dilationRate: [2, 2] };
  expect(behindFrame(settings).map(({ type }) => type)).not.toContain("ZeroPadding2D");
});

test("a frame that two layers read stays for both", () => {
  const layers = folded((graph) => {
    const frame = graph.add(FRAME, [graph.input]);
    const conv: ChainLayer = { type: "Conv2D", settings: { filters: 2, kernelSize: [3, 3] } };
    return graph.add({ type: "Add" }, [graph.add(conv, [frame]), graph.add(conv, [frame])]);
  });
  expect(layers.map(({ type }) => type)).toContain("ZeroPadding2D");
  expect(layers.filter(({ border }) => border !== undefined)).toEqual([]);
});
