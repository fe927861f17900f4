import { expect, test } from "vitest";
import { LAYER_TYPES } from "../layers/index.ts";
import { BranchingGraph } from "./branching-graph.ts";
import { chainGraph } from "./chain.ts";
import { diffNetworks, sameNetwork } from "./diff.ts";
import { emptyGraph } from "./empty-graph.ts";
import { baseLayerName, nextLayerName } from "./layer-name.ts";
import { modelGraph, type ModelGraph } from "./schema.ts";

test("names are Keras's", () => {
  expect(LAYER_TYPES.map(baseLayerName)).toEqual([
    "input",
    "conv2d",
    "depthwise_conv2d",
    "separable_conv2d",
    "conv2d_transpose",
    "conv1d",
    "max_pooling2d",
    "average_pooling2d",
    "global_average_pooling2d",
    "global_max_pooling2d",
    "max_pooling1d",
    "average_pooling1d",
    "global_average_pooling1d",
    "global_max_pooling1d",
    "up_sampling2d",
    "flatten",
    "dense",
    "reshape",
    "zero_padding2d",
    "cropping2d",
    "resizing",
    "rescaling",
    "normalization",
    "identity",
    "activation",
    "leaky_re_lu",
    "p_re_lu",
    "add",
    "multiply",
    "concatenate",
    "dropout",
    "spatial_dropout2d",
    "gaussian_noise",
    "batch_normalization",
    "layer_normalization",
    "group_normalization",
    "random_flip",
    "random_rotation",
    "random_translation",
    "random_zoom",
    "random_contrast",
    "output",
  ]);
});

test("a name that is taken gets the next free number", () => {
  const graph = chainGraph([{ type: "Conv2D" }, { type: "Conv2D" }, { type: "Conv2D" }]);
  expect(nextLayerName(graph, "Conv2D")).toBe("conv2d_3");
  const withGap = { nodes: graph.nodes.filter((node) => node.name !== "conv2d_1") };
  expect(nextLayerName(withGap, "Conv2D")).toBe("conv2d_1");
});

test("built graphs are graphs, and share nothing with what they were built from", () => {
  const settings = { filters: 4 };
  const graph = chainGraph([
    { type: "Conv2D", settings },
    { type: "Conv2D", settings },
  ]);
  expect(modelGraph.parse(graph)).toEqual(graph);
  expect(modelGraph.parse(emptyGraph())).toMatchObject({ edges: [{ source: "input", target: "output" }] });
  graph.nodes[1]!.settings["filters"] = 8;
  expect(graph.nodes[2]!.settings["filters"]).toBe(4);
});

const layers = [{ type: "Flatten" }, { type: "Dense", settings: { units: 10 } }] as const;

test("place on the canvas, ids of edges, order and spelled-out defaults make no difference", () => {
  const graph = chainGraph(layers);
  const moved = {
    ...graph,
    nodes: graph.nodes
      .map((node) => ({ ...node, position: { x: 9, y: 9 } }))
      .map((node) => (node.id === "dense" ? { ...node, settings: { useBias: true, units: 10 } } : node))
      .toReversed(),
    edges: graph.edges.toReversed(),
  };
  expect(sameNetwork(graph, moved)).toBe(true);
});

test("the order of connections makes a difference where a layer reads its inputs in order", () => {
  const joined = (type: "Add" | "Concatenate") => {
    const graph = new BranchingGraph();
    const flat = graph.add({ type: "Flatten" }, [graph.input]);
    const dense = graph.add({ type: "Dense" }, [flat]);
    return graph.finish(graph.add({ type }, [flat, dense]));
  };
  const backwards = (graph: ModelGraph) => ({
    ...graph,
    edges: graph.edges.map((edge) => ({ ...edge, slot: 1 - edge.slot })),
  });
  expect(sameNetwork(joined("Add"), backwards(joined("Add")))).toBe(true);
  expect(sameNetwork(joined("Concatenate"), backwards(joined("Concatenate")))).toBe(false);
});

test("a setting, a layer or a connection make a difference", () => {
  const graph = chainGraph(layers);
  const wider = chainGraph([layers[0], { type: "Dense", settings: { units: 11 } }]);
  const longer = chainGraph([...layers, { type: "Dropout" }]);
  expect(diffNetworks(graph, wider)).toEqual({
    added: [],
    removed: [],
    changed: ["dense"],
    isRewired: false,
  });
  expect(diffNetworks(graph, longer)).toEqual({
    added: ["dropout"],
    removed: [],
    changed: [],
    isRewired: true,
  });
  expect(sameNetwork(graph, { ...graph, edges: graph.edges.slice(1) })).toBe(false);
  const broken = chainGraph([layers[0], { type: "Dense", settings: { units: -1 } }]);
  expect(diffNetworks(graph, broken).changed).toEqual(["dense"]);
});
