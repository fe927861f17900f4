import { numberedClasses } from "../tasks/numbered-classes.ts";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LAYER_TYPES } from "../layers/index.ts";
import { cpuTime } from "../testing/cpu-time.ts";
import { analyzeGraph, type GraphAnalysis } from "./analyze.ts";
import { chainGraph, type ChainLayer } from "./chain.ts";
import { edgeId } from "./edge-id.ts";
import { emptyGraph } from "./empty-graph.ts";
import { modelGraph, type ModelGraph } from "./schema.ts";

const target = { inputShape: [64, 64, 3], target: numberedClasses(10) };
const small: ChainLayer[] = [
  { type: "Conv2D", settings: { filters: 4, strides: 4, padding: "same" } },
  { type: "Flatten" },
  { type: "Dense", settings: { units: 10 } },
];

function analyze(graph: ModelGraph): GraphAnalysis {
  return analyzeGraph(graph, target);
}

function problems(graph: ModelGraph) {
  return analyze(graph).issues.map(({ code, nodeId, edgeId, field }) => ({
    code,
    ...(nodeId === undefined ? {} : { nodeId }),
    ...(edgeId === undefined ? {} : { edgeId }),
    ...(field === undefined ? {} : { field }),
  }));
}

function connected(graph: ModelGraph, ...edges: [string, string][]): ModelGraph {
  const all = [...graph.edges];
  for (const [source, target] of edges) {
    all.push({ source, target, slot: all.filter((each) => each.target === target).length });
  }
  return { ...graph, edges: all };
}

function without(graph: ModelGraph, gone: string): ModelGraph {
  return { ...graph, edges: graph.edges.filter((each) => edgeId(each) !== gone) };
}

describe("a sound network", () => {
  test("every node's shape and cost, and their totals", () => {
    const analysis = analyze(chainGraph(small));
    expect(analysis).toMatchObject({ isTrainable: true, issues: [] });
    expect(analysis.order).toEqual(["input", "conv2d", "flatten", "dense", "output"]);
    // 3*3*3*4+4 = 112, 1024*10+10 = 10,250; 16*16*4*27 = 27,648 and 10,240 multiply-adds
    expect(analysis.totals).toEqual({ params: 10_362, trainableParams: 10_362, macs: 37_888 });
    expect(analysis.nodes["conv2d"]).toMatchObject({
      inputs: [[64, 64, 3]],
      shape: [16, 16, 4],
      params: 112,
      settings: { kernelSize: [3, 3], strides: [4, 4] },
    });
  });

  test("the order of the lists does not matter", () => {
    const graph = chainGraph(small);
    const turned = { ...graph, nodes: graph.nodes.toReversed(), edges: graph.edges.toReversed() };
    expect(analyze(turned).order).toEqual(analyze(graph).order);
  });
});

describe("what is wrong is said where it is wrong", () => {
  test("a setting, by field", () => {
    const { issues, nodes } = analyze(
      chainGraph([
        { type: "Conv2D", settings: { filters: 0, kernelSize: [3, 99], colour: 1 } },
        ...small.slice(1),
      ]),
    );
    expect(issues).toEqual(
      [
        ["filters", "filters: expected 1 to 4096, received 0"],
        ["kernelSize", "kernelSize: expected 1 to 15, received 99"],
        [undefined, "unknown setting colour"],
      ].map(([field, message]) => ({
        severity: "error",
        code: "INVALID_SETTING",
        message,
        nodeId: "conv2d",
        ...(field === undefined ? {} : { field }),
      })),
    );
    expect(nodes["dense"]).toMatchObject({ shape: null, inputs: [] });
  });

  test.each([
    ["filters", "many", 'filters: expected a whole number, 1 to 4096, received "many"'],
    ["filters", 2.5, "filters: expected a whole number, 1 to 4096, received 2.5"],
    ["kernelSize", [3], "kernelSize: expected a height and a width, 1 to 15, received [3]"],
    ["padding", "full", 'padding: expected valid or same, received "full"'],
    ["useBias", 1, "useBias: expected on or off, received 1"],
  ])("%s %j", (name, value, message) => {
    const graph = chainGraph([{ type: "Conv2D", settings: { [name]: value } }, ...small.slice(1)]);
    expect(analyze(graph).issues.map((issue) => issue.message)).toEqual([message]);
  });

  test("a shape, at the layer and the edge into it", () => {
    expect(analyze(chainGraph([{ type: "Dense", settings: { units: 10 } }])).issues).toEqual([
      {
        severity: "error",
        code: "SHAPE",
        message: "Dense gives a map here, where Output needs a flat input; put Flatten before Dense",
        nodeId: "dense",
        edgeId: "input->dense",
        cure: { kind: "insertBefore", nodeId: "dense", layers: [{ type: "Flatten" }] },
      },
    ]);
  });

  test("the length at Output", () => {
    const [dense, pooled] = [
      [...small.slice(0, 2), { type: "Dense", settings: { units: 64 } }, { type: "Dropout" }] as const,
      [{ type: "GlobalAveragePooling2D" }] as const,
    ].map((layers) => analyze(chainGraph(layers)).issues.find(({ code }) => code === "OUTPUT_LENGTH"));
    expect(dense).toMatchObject({
      message: "Output needs 10 numbers, one per class; the last layer gives 64: set Dense units to 10",
      nodeId: "dense",
      cure: { kind: "set", nodeId: "dense", name: "units", value: 10 },
    });
    expect(dense).not.toHaveProperty("isUnfinished");
    expect(pooled?.message).toMatch(/the last layer gives 3: put a Dense layer with 10 units before it$/);
    expect(pooled).toMatchObject({
      nodeId: "output",
      isUnfinished: true,
      cure: { kind: "insertBefore", nodeId: "output", layers: [{ type: "Dense", settings: { units: 10 } }] },
    });
  });

  test.each<[string, ModelGraph]>([
    ["a new canvas", emptyGraph()],
    ["a canvas without anything", { version: 2, nodes: [], edges: [] }],
    ["a first convolution", chainGraph(small.slice(0, 1))],
    ["a flat row without Dense", chainGraph([{ type: "Flatten" }])],
    ["a gap", without(chainGraph(small), "conv2d->flatten")],
    ["a loose block", without(chainGraph([...small, { type: "Dropout" }]), "dense->dropout")],
    ["a sum of one", chainGraph([{ type: "Add" }, ...small])],
  ])("%s is not finished, and nothing in it is wrong", (_, graph) => {
    const { issues, isTrainable } = analyze(graph);
    expect(isTrainable).toBe(false);
    expect(issues.filter((issue) => issue.isUnfinished !== true)).toEqual([]);
  });

  test("what a first block still lacks has its cure", () => {
    expect(analyze(emptyGraph()).issues).toMatchObject([
      {
        message: "Nothing is between Input and Output yet; add blocks, with Flatten and Dense at the end",
        cure: { layers: [{ type: "Flatten" }, { type: "Dense", settings: { units: 10 } }] },
      },
    ]);
    const convolution = analyze(chainGraph(small.slice(0, 1))).issues;
    expect(convolution).toMatchObject([
      { message: "Output needs a flat input; put Flatten and Dense before it", isUnfinished: true },
    ]);
  });

  test("softmax before Output is a warning", () => {
    const graph = chainGraph([...small, { type: "Activation", settings: { activation: "softmax" } }]);
    expect(analyze(graph)).toMatchObject({
      isTrainable: true,
      issues: [
        {
          severity: "warning",
          code: "OUTPUT_ACTIVATION",
          nodeId: "activation",
          cure: { kind: "set", nodeId: "activation", name: "activation", value: "linear" },
        },
      ],
    });
  });

  test.each<[string, ModelGraph, ReturnType<typeof problems>]>([
    [
      "nothing at all",
      { version: 2, nodes: [], edges: [] },
      [{ code: "NO_INPUT_LAYER" }, { code: "NO_OUTPUT_LAYER" }],
    ],
    ["an empty canvas", emptyGraph(), [{ code: "SHAPE", nodeId: "output", edgeId: "input->output" }]],
    [
      "a gap",
      without(chainGraph(small), "conv2d->flatten"),
      [
        { code: "NO_INCOMING", nodeId: "flatten" },
        { code: "NOT_CONNECTED_TO_OUTPUT", nodeId: "conv2d" },
      ],
    ],
    [
      "a branch that joins nothing",
      chainGraph([{ type: "Add" }, ...small]),
      [{ code: "NO_INCOMING", nodeId: "add" }],
    ],
    [
      "branches that do not fit, at the layer alone",
      connected(chainGraph([small[0]!, { type: "Add" }, ...small.slice(1)]), ["input", "add"]),
      [{ code: "SHAPE", nodeId: "add" }],
    ],
    [
      "a loop",
      connected(chainGraph([...small, { type: "Dense", settings: { units: 10 } }]), ["dense_1", "dense"]),
      [{ code: "CYCLE", edgeId: "dense_1->dense:1" }],
    ],
    [
      "a layer into itself",
      connected(chainGraph(small), ["dense", "dense"]),
      [{ code: "CYCLE", edgeId: "dense->dense:1" }],
    ],
    [
      "two ways into one layer",
      connected(chainGraph(small), ["input", "flatten"]),
      [{ code: "TOO_MANY_INCOMING", nodeId: "flatten", edgeId: "input->flatten:1" }],
    ],
    [
      "an edge to nowhere",
      connected(chainGraph(small), ["conv2d", "ghost"]),
      [{ code: "EDGE_TO_NOTHING", edgeId: "conv2d->ghost" }],
    ],
    [
      "a layer after Output",
      connected(
        {
          ...chainGraph(small),
          nodes: [...chainGraph(small).nodes, ...chainGraph([{ type: "Dropout" }]).nodes.slice(1, 2)],
        },
        ["output", "dropout"],
      ),
      [
        { code: "AFTER_OUTPUT", nodeId: "output", edgeId: "output->dropout" },
        { code: "NOT_CONNECTED_TO_OUTPUT", nodeId: "dropout" },
      ],
    ],
    [
      "a name twice",
      { ...chainGraph(small), nodes: [...chainGraph(small).nodes, chainGraph(small).nodes[1]!] },
      [{ code: "DUPLICATE_ID", nodeId: "conv2d" }],
    ],
    [
      "a name twice, under two ids",
      {
        ...chainGraph(small),
        nodes: chainGraph(small).nodes.map((node) =>
          node.id === "dense" ? { ...node, name: "flatten" } : node,
        ),
      },
      [{ code: "DUPLICATE_NAME", nodeId: "dense" }],
    ],
    [
      "two ways into one input",
      {
        ...chainGraph(small),
        edges: [...chainGraph(small).edges, { source: "input", target: "flatten", slot: 0 }],
      },
      [{ code: "DUPLICATE_EDGE", edgeId: "input->flatten" }],
    ],
    [
      "nothing to learn",
      chainGraph([{ type: "Flatten" }, { type: "Activation" }]),
      [{ code: "OUTPUT_LENGTH", nodeId: "output", edgeId: "activation->output" }],
    ],
    [
      "images of another size",
      chainGraph(small, [32, 32, 3]),
      [{ code: "INPUT_SHAPE", nodeId: "input", field: "shape" }],
    ],
    [
      "too many parameters",
      chainGraph([
        { type: "Flatten" },
        { type: "Dense", settings: { units: 8192 } },
        { type: "Dense", settings: { units: 10 } },
      ]),
      [{ code: "TOO_MANY_PARAMS" }],
    ],
    [
      "an orthogonal kernel that takes minutes to draw",
      chainGraph([
        { type: "MaxPooling2D" },
        { type: "Flatten" },
        { type: "Dense", settings: { units: 2048, kernelInitializer: "orthogonal" } },
        { type: "Dense", settings: { units: 10, kernelInitializer: "orthogonal" } },
      ]),
      [{ code: "SLOW_INITIALIZER", nodeId: "dense" }],
    ],
    [
      "too much memory",
      chainGraph([
        { type: "Conv2D", settings: { filters: 2048, kernelSize: 1 } },
        { type: "BatchNormalization" },
        { type: "Activation" },
        { type: "GlobalAveragePooling2D" },
        { type: "Dense", settings: { units: 10 } },
      ]),
      [{ code: "TOO_MUCH_MEMORY" }],
    ],
  ])("%s", (_, graph, expected) => {
    expect(problems(graph)).toEqual(expected);
    expect(analyze(graph).isTrainable).toBe(false);
  });

  test("a very costly network is a warning", () => {
    // 64*64 places * 15*15*3 * 2048 filters = 5.7 thousand million multiply-adds
    const graph = chainGraph([
      { type: "Conv2D", settings: { filters: 2048, kernelSize: 15, padding: "same" } },
      { type: "GlobalAveragePooling2D" },
      { type: "Dense", settings: { units: 10 } },
    ]);
    expect(analyze(graph)).toMatchObject({
      isTrainable: true,
      issues: [
        {
          severity: "warning",
          code: "SLOW",
          message: "One image takes 5,662.3 million multiply-adds, so training will be very slow",
        },
      ],
    });
  });

  test("a network without weights", () => {
    const graph = chainGraph([{ type: "GlobalAveragePooling2D" }]);
    const analysis = analyzeGraph(graph, { inputShape: [64, 64, 3], target: numberedClasses(3) });
    expect(analysis.issues).toMatchObject([{ severity: "error", code: "NO_WEIGHTS" }]);
  });

  test("an unknown layer, also one named like a property of every object", () => {
    const graph = chainGraph(small);
    graph.nodes[1] = { ...graph.nodes[1]!, type: "constructor" };
    expect(problems(graph)).toEqual([{ code: "UNKNOWN_LAYER", nodeId: "conv2d" }]);
  });

  test("a second Input and Output", () => {
    const graph = chainGraph(small);
    const extra = ["Input", "Output"].map((type) => ({
      id: `${type.toLowerCase()}_1`,
      name: `${type.toLowerCase()}_1`,
      type,
      settings: {},
      position: { x: 0, y: 0 },
    }));
    expect(problems({ ...graph, nodes: [...graph.nodes, ...extra] })).toEqual([
      { code: "TOO_MANY_INPUT_LAYERS", nodeId: "input_1" },
      { code: "TOO_MANY_OUTPUT_LAYERS", nodeId: "output_1" },
      { code: "NOT_CONNECTED_TO_OUTPUT", nodeId: "input_1" },
      { code: "NO_INCOMING", nodeId: "output_1" },
    ]);
  });
});

describe("any graph", () => {
  const id = fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h", "constructor");
  const settings = fc.dictionary(
    fc.constantFrom(
      "filters",
      "kernelSize",
      "strides",
      "units",
      "rate",
      "shape",
      "poolSize",
      "padding",
      "activation",
    ),
    fc.oneof(
      fc.integer({ min: -2, max: 70 }),
      fc.jsonValue(),
      fc.constantFrom("same", "relu"),
      fc.constant([64, 64, 3]),
    ),
    { maxKeys: 3 },
  );
  const anyGraph = fc
    .record({
      version: fc.constant(1),
      nodes: fc.array(fc.record({ id, type: fc.constantFrom(...LAYER_TYPES, "toString"), settings }), {
        maxLength: 12,
      }),
      edges: fc.array(fc.record({ source: id, target: id }), { maxLength: 16 }),
    })
    .map(({ edges, ...graph }) =>
      modelGraph.parse({
        ...graph,
        edges: edges.map(({ source, target }, index) => ({ id: `e${index}`, source, target })),
      }),
    );

  test("is analyzed without throwing, in topological order, with totals that are sums", () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const analysis = analyze(graph);
        expect(analysis.order.toSorted()).toEqual(
          [...new Set(graph.nodes.map((node) => node.id))].toSorted(),
        );
        const closing = new Set(
          analysis.issues.filter(({ code }) => code === "CYCLE").map(({ edgeId }) => edgeId),
        );
        const place = new Map(analysis.order.map((id, index) => [id, index]));
        for (const each of graph.edges) {
          const { source, target } = each;
          if (!place.has(source) || !place.has(target) || closing.has(edgeId(each))) continue;
          expect(place.get(source)!).toBeLessThan(place.get(target)!);
        }
        for (const total of ["params", "trainableParams", "macs"] as const) {
          const sum = Object.values(analysis.nodes).reduce((all, node) => all + node[total], 0);
          expect(analysis.totals[total]).toBe(sum);
        }
        expect(analysis.isTrainable).toBe(!analysis.issues.some(({ severity }) => severity === "error"));
      }),
      { numRuns: 500, seed: 20_191 },
    );
  });

  test("chains of layers are trainable exactly when Output gets one number a class", () => {
    const layer = fc.constantFrom<ChainLayer>(
      { type: "Conv2D", settings: { filters: 3, padding: "same" } },
      { type: "MaxPooling2D" },
      { type: "BatchNormalization" },
      { type: "Activation" },
    );
    fc.assert(
      fc.property(fc.array(layer, { maxLength: 12 }), fc.integer({ min: 1, max: 20 }), (layers, units) => {
        const pools = layers.filter(({ type }) => type === "MaxPooling2D").length;
        const graph = chainGraph([...layers, { type: "Flatten" }, { type: "Dense", settings: { units } }]);
        const analysis = analyze(graph);
        // 64 can be halved six times
        expect(analysis.isTrainable).toBe(pools <= 6 && units === 10);
        const flat = pools <= 6 ? [3 * (64 >> pools) ** 2] : null;
        expect(analysis.nodes["flatten"]!.shape).toEqual(flat);
      }),
      { numRuns: 100 },
    );
  });

  const SHAPES: [string, (index: number, size: number) => [number, number]][] = [
    ["rings", (index, size) => [index % size, (index * 7 + 1) % size]],
    [
      "a ladder of diamonds",
      (index, size) => [Math.floor(index / 2), Math.min(size - 1, Math.floor(index / 2) + 1 + (index % 2))],
    ],
    ["one hub", (index, size) => [0, index % size]],
  ];
  test.each(SHAPES)("of %s ten times as large takes about ten times as long", async (_, ends) => {
    const least = async (size: number) => {
      const ids = Array.from({ length: size }, (_, index) => `n${index}`);
      const nodes = ids.map((id, index) => ({ id, type: LAYER_TYPES[index % LAYER_TYPES.length]! }));
      const edges = Array.from({ length: 2 * size }, (_, index) => {
        const [source, target] = ends(index, size);
        return { id: `e${index}`, source: ids[source], target: ids[target] };
      });
      const graph = modelGraph.parse({ version: 1, nodes, edges });
      const times: number[] = [];
      for (let tries = 0; tries < 25; tries += 1) times.push(await cpuTime(() => analyze(graph)));
      return Math.min(...times);
    };
    const small = await least(40);
    expect(await least(400)).toBeLessThan(50 * small);
  });
});
