import { expect, test } from "vitest";
import { presetById } from "../presets/index.ts";
import { chainGraph, type ChainLayer } from "./chain.ts";
import { emptyGraph } from "./empty-graph.ts";
import { graphOutline, OUTLINE_VERSION, outlineOf } from "./outline.ts";

// Stored with every design. Where one of these comes out differently, OUTLINE_VERSION has to rise with it.
test.each([
  ["tiny-cnn", 8, 11_642],
  ["lecture-cnn", 14, 295_018],
])("the outline of %s, version 1", (id, layerCount, params) => {
  const graph = presetById(id)?.graph ?? emptyGraph();
  expect(OUTLINE_VERSION).toBe(1);
  expect(outlineOf(graph)).toEqual({
    version: 1,
    layerCount,
    params,
    inputShape: [64, 64, 3],
    outputShape: [10],
  });
});

test("what is not connected has no shape, and two inputs have none together", () => {
  expect(outlineOf(emptyGraph([8, 8, 1]))).toMatchObject({
    params: 0,
    inputShape: [8, 8, 1],
    outputShape: null,
  });
  const graph = emptyGraph();
  const second = graph.nodes.map((node) => ({ ...node, id: `${node.id}_1` }));
  expect(outlineOf({ ...graph, nodes: [...graph.nodes, ...second] })).toMatchObject({
    layerCount: 4,
    inputShape: null,
  });
});

test("counts beyond whole numbers still make an outline that can be stored", () => {
  const grow: ChainLayer = { type: "UpSampling2D", settings: { size: [8, 8] } };
  const grown = Array.from({ length: 60 }, () => grow);
  const graph = chainGraph([...grown, { type: "Flatten" }, { type: "Dense", settings: { units: 10 } }]);
  const outline = outlineOf(graph);
  expect(graphOutline.parse(JSON.parse(JSON.stringify(outline)))).toEqual(outline);
  expect(outline.params).toBe(Number.MAX_SAFE_INTEGER);
});
