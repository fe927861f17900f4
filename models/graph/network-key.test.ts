import { expect, test } from "vitest";
import { PRESETS } from "../presets/index.ts";
import { withOtherIds } from "../testing/with-other-ids.ts";
import { chainGraph } from "./chain.ts";
import { networkKey } from "./network-key.ts";
import type { ModelGraph } from "./schema.ts";

/** The same network, whose blocks have other names, ids and places and are listed the other way round. */
function disguised(graph: ModelGraph): ModelGraph {
  const named = { ...graph, nodes: graph.nodes.map((node, at) => ({ ...node, name: `block_${at}` })) };
  const { nodes, edges, ...rest } = withOtherIds(named);
  return { ...rest, nodes: nodes.toReversed(), edges: edges.toReversed() };
}

test.each(PRESETS.map(({ id, graph }) => [id, graph] as const))(
  "%s has one key, whatever its blocks are called and how they are listed",
  (_, graph) => {
    expect(networkKey(disguised(graph))).toBe(networkKey(graph));
  },
);

test("each preset has a key of its own, and one setting makes another", () => {
  expect(new Set(PRESETS.map(({ graph }) => networkKey(graph))).size).toBe(PRESETS.length);
  const dropped = (rate: number) => networkKey(chainGraph([{ type: "Dropout", settings: { rate } }]));
  expect(dropped(0.5) === dropped(0.25)).toBe(false);
  // What is spelt out is the default.
  const conv = (settings: ModelGraph["nodes"][number]["settings"]) =>
    networkKey(chainGraph([{ type: "Conv2D", settings: { filters: 8, kernelSize: [3, 3], ...settings } }]));
  expect(conv({ strides: [1, 1] })).toBe(conv({}));
});

test("branches that are read twice are not the same as one that is read by both", () => {
  const node = (id: string, type: string) => ({
    id,
    name: id,
    type,
    settings: {},
    position: { x: 0, y: 0 },
  });
  const edge = (source: string, target: string, slot = 0) => ({ source, target, slot });
  const ends = [node("in", "Input"), node("sum", "Add"), node("out", "Output")];
  const shared: ModelGraph = {
    version: 2,
    nodes: [...ends, node("a", "ReLU")],
    edges: [edge("in", "a"), edge("a", "sum", 0), edge("a", "sum", 1), edge("sum", "out")],
  };
  const twice: ModelGraph = {
    version: 2,
    nodes: [...ends, node("a", "ReLU"), node("b", "ReLU")],
    edges: [edge("in", "a"), edge("in", "b"), edge("a", "sum", 0), edge("b", "sum", 1), edge("sum", "out")],
  };
  expect(networkKey(shared) === networkKey(twice)).toBe(false);
});
