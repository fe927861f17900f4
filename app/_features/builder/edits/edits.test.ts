import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyzeGraph } from "#models/graph/analyze.ts";
import { emptyGraph } from "#models/graph/empty-graph.ts";
import { modelGraph, type ModelGraph } from "#models/graph/schema.ts";
import { LAYER_TYPES } from "#models/layers/index.ts";
import { presetById } from "#models/presets/index.ts";
import { createBuilderStore } from "../store/builder-store.ts";
import { addAt, addBlock } from "./add-block.ts";
import { connect, connectInstead, reconnect } from "./connect.ts";
import type { Edit, EditResult } from "./edit-result.ts";
import { insertAfter } from "./insert-after.ts";
import { insertOnEdge, moveOntoEdge } from "./insert-on-edge.ts";
import { arrange } from "./arrange.ts";
import { moveBy } from "./move.ts";
import { copyOf, duplicate, paste } from "./paste.ts";
import { remove } from "./remove.ts";
import { setSetting } from "./set-setting.ts";

const target = { inputShape: [64, 64, 3], target: numberedClasses(10) };

function done(result: EditResult): ModelGraph {
  if (!result.ok) throw new Error(result.reason);
  return result.graph;
}

/** The blocks in a chain, as a learner reads it: "input conv2d output". */
function line(graph: ModelGraph): string {
  return graph.edges
    .map((edge) => `${edge.source}>${edge.target}`)
    .toSorted()
    .join(" ");
}

function chain(...types: string[]): ModelGraph {
  let graph = emptyGraph();
  for (const type of types) graph = done(addBlock(graph, type));
  return graph;
}

describe("adding", () => {
  test("the first block on an empty canvas joins Input and Output", () => {
    expect(line(chain("Conv2D"))).toBe("conv2d>output input>conv2d");
  });

  test("with nothing selected, a block goes before Output", () => {
    expect(line(chain("Conv2D", "Flatten"))).toBe("conv2d>flatten flatten>output input>conv2d");
  });

  test("after a selected block, it takes over that block's way on", () => {
    const graph = done(addBlock(chain("Conv2D", "Flatten"), "MaxPooling2D", "conv2d"));
    expect(line(graph)).toBe("conv2d>max_pooling2d flatten>output input>conv2d max_pooling2d>flatten");
  });

  test("after Output means before it", () => {
    expect(line(done(addBlock(chain("Conv2D"), "Flatten", "output")))).toBe(
      "conv2d>flatten flatten>output input>conv2d",
    );
  });

  test("a second Input or Output is refused, a removed one comes back connected", () => {
    expect(addBlock(chain("Conv2D"), "Output", "conv2d")).toEqual({
      ok: false,
      reason: "The network already has its Output",
    });
    const headless = done(remove(chain("Flatten"), ["input", "output"]));
    expect(line(done(addBlock(done(addBlock(headless, "Output")), "Input")))).toBe(
      "flatten>output input>flatten",
    );
  });

  test("makes room: no two blocks overlap and the rest keeps its column", () => {
    const graph = chain("Conv2D", "MaxPooling2D", "Flatten", "Dense");
    const rows = graph.nodes.map((node) => node.position.y).toSorted((a, b) => a - b);
    expect(rows.slice(1).every((y, index) => y - rows[index]! >= 120)).toBe(true);
    expect(new Set(graph.nodes.map((node) => node.position.x))).toEqual(new Set([0]));
  });

  test("a keyboard-only chain becomes trainable", () => {
    let graph = chain("Conv2D", "MaxPooling2D", "Flatten", "Dense");
    expect(analyzeGraph(graph, target).isTrainable).toBe(false);
    graph = done(setSetting(graph, "dense", { name: "units", value: 10 }));
    expect(analyzeGraph(graph, target)).toMatchObject({ isTrainable: true, issues: [] });
  });

  test("dropped on a connection, it stands between", () => {
    const graph = chain("Conv2D");
    expect(line(done(insertOnEdge(graph, "conv2d->output", "Flatten")))).toBe(
      "conv2d>flatten flatten>output input>conv2d",
    );
    expect(insertOnEdge(graph, "nothing", "Flatten")).toMatchObject({ ok: false });
    const loose = done(addAt(graph, "Dropout", { x: 700, y: 0 }));
    expect(line(done(moveOntoEdge(loose, "input->conv2d", "dropout")))).toBe(
      "conv2d>output dropout>conv2d input>dropout",
    );
    expect(moveOntoEdge(graph, "input->conv2d", "conv2d")).toMatchObject({ ok: false });
  });
});

describe("connecting", () => {
  const graph = done(addAt(chain("Conv2D", "Flatten"), "Dropout", { x: 400, y: 0 }));

  test.each([
    ["conv2d", "conv2d", "A block cannot feed itself"],
    ["flatten", "conv2d", "That would close a loop; data must flow from Input to Output"],
    ["conv2d", "input", "Nothing can lead into Input: the data starts there"],
    ["output", "dropout", "Nothing can follow Output"],
    ["input", "flatten", "flatten already has its input, conv2d; remove that connection first"],
    ["input", "conv2d", "input and conv2d are connected already"],
    ["input", "gone", "One of the two blocks is gone"],
  ])("%s to %s is refused", (source, to, reason) => {
    expect(connect(graph, source, to)).toEqual({ ok: false, reason });
  });

  test("by menu, the new source takes the old one's place", () => {
    expect(line(done(connectInstead(graph, "input", "flatten")))).toBe(
      "flatten>output input>conv2d input>flatten",
    );
    expect(line(done(connectInstead(graph, "conv2d", "dropout")))).toContain("conv2d>dropout");
  });

  test("an end of a connection moves", () => {
    const moved = done(reconnect(graph, "flatten->output", { source: "conv2d", target: "output" }));
    expect(line(moved)).toBe("conv2d>flatten conv2d>output input>conv2d");
    expect(reconnect(graph, "flatten->output", { source: "output", target: "output" })).toMatchObject({
      ok: false,
    });
  });
});

describe("blocks with several inputs", () => {
  const sources = (graph: ModelGraph, id: string) =>
    graph.edges.filter((edge) => edge.target === id).map((edge) => edge.source);
  /** Input to two convolutions, both and Input to Concatenate. */
  function inception(): ModelGraph {
    const added = done(addBlock(chain("Conv2D"), "Concatenate", "conv2d"));
    const branch = done(addAt(added, "Conv2D", { x: 400, y: 120 }));
    const fed = done(connect(branch, "input", "conv2d_1"));
    return done(connectInstead(done(connectInstead(fed, "conv2d_1", "concatenate")), "input", "concatenate"));
  }

  test("take one connection after another, by mouse and by menu", () => {
    const graph = inception();
    expect(sources(graph, "concatenate")).toEqual(["conv2d", "conv2d_1", "input"]);
    expect(analyzeGraph(graph, target).nodes["concatenate"]?.shape).toEqual([64, 64, 67]);
    expect(connectInstead(graph, "input", "concatenate")).toMatchObject({ ok: false });
  });

  test("are full at their limit, and then replace nothing", () => {
    let graph = inception();
    for (let i = 2; i <= 6; i++) {
      graph = done(addAt(graph, "Conv2D", { x: 400 * i, y: 120 }));
      graph = done(connect(graph, `conv2d_${i}`, "concatenate"));
    }
    graph = done(addAt(graph, "Conv2D", { x: 4000, y: 120 }));
    const reason = "concatenate already has 8 inputs, the most it takes; remove one first";
    expect(connectInstead(graph, "conv2d_7", "concatenate")).toEqual({ ok: false, reason });
    expect(connect(graph, "conv2d_7", "concatenate")).toEqual({ ok: false, reason });
  });

  test("keep the order of their inputs through every edit of a branch", () => {
    const graph = inception();
    const after = done(insertAfter(graph, "conv2d", "BatchNormalization"));
    expect(sources(after, "concatenate")).toEqual(["batch_normalization", "conv2d_1", "input"]);
    const between = done(insertOnEdge(graph, "conv2d_1->concatenate", "Dropout"));
    expect(sources(between, "concatenate")).toEqual(["conv2d", "dropout", "input"]);
    expect(sources(done(remove(between, ["dropout"])), "concatenate")).toEqual([
      "conv2d",
      "conv2d_1",
      "input",
    ]);
    expect(sources(done(remove(after, ["batch_normalization"])), "concatenate")).toEqual([
      "conv2d",
      "conv2d_1",
      "input",
    ]);
    const fresh = done(addAt(graph, "Conv2D", { x: 900, y: 0 }));
    const moved = done(
      reconnect(fresh, "conv2d->concatenate", { source: "conv2d_2", target: "concatenate" }),
    );
    expect(sources(moved, "concatenate")).toEqual(["conv2d_2", "conv2d_1", "input"]);
  });

  test("auto-layout puts branches side by side", () => {
    const tidy = done(arrange(inception()));
    const at = (id: string) => tidy.nodes.find((node) => node.id === id)!.position;
    expect(Math.abs(at("conv2d").x - at("conv2d_1").x)).toBeGreaterThanOrEqual(264);
    expect(at("conv2d").y).toBe(at("conv2d_1").y);
    expect(at("concatenate").y).toBeGreaterThan(at("conv2d").y);
  });
});

describe("removing and pasting", () => {
  test("neighbours of removed blocks are joined", () => {
    const graph = chain("Conv2D", "MaxPooling2D", "Flatten");
    expect(line(done(remove(graph, ["conv2d", "max_pooling2d"])))).toBe("flatten>output input>flatten");
    expect(line(done(remove(graph, [], ["input->conv2d"])))).toBe(
      "conv2d>max_pooling2d flatten>output max_pooling2d>flatten",
    );
  });

  test("paste keeps settings and inner connections under new names", () => {
    const graph = done(setSetting(chain("Conv2D", "Flatten"), "conv2d", { name: "filters", value: 7 }));
    const result = paste(graph, copyOf(graph, ["input", "conv2d", "flatten"]), { x: 40, y: 40 });
    expect(result).toMatchObject({ ok: true, selected: ["conv2d_1", "flatten_1"] });
    const pasted = done(result);
    expect(line(pasted)).toContain("conv2d_1>flatten_1");
    expect(pasted.nodes.find((node) => node.id === "conv2d_1")?.settings).toMatchObject({ filters: 7 });
    expect(paste(graph, copyOf(graph, ["input"]), { x: 0, y: 0 })).toMatchObject({ ok: false });
  });

  test("auto-layout changes places only and leaves no overlap", () => {
    const { graph } = presetById("vgg-small")!;
    const heap = { ...graph, nodes: graph.nodes.map((node) => ({ ...node, position: { x: 3, y: 3 } })) };
    const tidy = done(arrange(heap));
    expect(tidy.edges).toBe(heap.edges);
    expect(new Set(tidy.nodes.map((node) => node.position.y)).size).toBe(tidy.nodes.length);
  });
});

describe("any sequence of edits", () => {
  const index = fc.nat(1000);
  const pick = <T>(items: readonly T[], at: number): T | undefined => items[at % Math.max(1, items.length)];
  const nodeOf = (graph: ModelGraph, at: number) => pick(graph.nodes, at)?.id ?? "none";
  const edgeOf = (graph: ModelGraph, at: number) => pick(graph.edges, at)?.id ?? "none";
  const type = fc.constantFrom(...LAYER_TYPES);
  const value = fc.oneof(fc.integer(), fc.string({ maxLength: 4 }), fc.constant(undefined), fc.boolean());
  const offset = fc.record({
    x: fc.integer({ min: -300, max: 300 }),
    y: fc.integer({ min: -300, max: 300 }),
  });

  const edit: fc.Arbitrary<Edit> = fc.oneof(
    fc.tuple(type, index).map(
      ([t, a]): Edit =>
        (g) =>
          addBlock(g, t, nodeOf(g, a)),
    ),
    type.map(
      (t): Edit =>
        (g) =>
          addBlock(g, t),
    ),
    fc.tuple(type, index).map(
      ([t, a]): Edit =>
        (g) =>
          insertAfter(g, nodeOf(g, a), t),
    ),
    fc.tuple(type, index).map(
      ([t, a]): Edit =>
        (g) =>
          insertOnEdge(g, edgeOf(g, a), t),
    ),
    fc.tuple(type, offset).map(
      ([t, at]): Edit =>
        (g) =>
          addAt(g, t, at),
    ),
    fc.tuple(index, index).map(
      ([a, b]): Edit =>
        (g) =>
          moveOntoEdge(g, edgeOf(g, a), nodeOf(g, b)),
    ),
    fc.tuple(index, index).map(
      ([a, b]): Edit =>
        (g) =>
          connect(g, nodeOf(g, a), nodeOf(g, b)),
    ),
    fc.tuple(index, index).map(
      ([a, b]): Edit =>
        (g) =>
          connectInstead(g, nodeOf(g, a), nodeOf(g, b)),
    ),
    fc.tuple(index, index, index).map(
      ([a, b, c]): Edit =>
        (g) =>
          reconnect(g, edgeOf(g, a), { source: nodeOf(g, b), target: nodeOf(g, c) }),
    ),
    fc.tuple(index, index).map(
      ([a, b]): Edit =>
        (g) =>
          remove(g, [nodeOf(g, a)], [edgeOf(g, b)]),
    ),
    fc.tuple(index, index, offset).map(
      ([a, b, by]): Edit =>
        (g) =>
          duplicate(g, [nodeOf(g, a), nodeOf(g, b)], by),
    ),
    fc.tuple(index, offset).map(
      ([a, by]): Edit =>
        (g) =>
          moveBy(g, [nodeOf(g, a)], by),
    ),
    fc.tuple(index, fc.constantFrom("filters", "units", "padding"), value).map(
      ([a, name, v]): Edit =>
        (g) =>
          setSetting(g, nodeOf(g, a), { name, value: v }),
    ),
    fc.constant<Edit>(arrange),
  );

  test("keeps the graph sound, and undo returns every earlier graph itself", () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 25 }), (edits) => {
        const store = createBuilderStore({ graph: emptyGraph(), target });
        const seen = [store.getState().graph];
        for (const next of edits) {
          const before = JSON.stringify(store.getState().graph);
          const old = store.getState().graph;
          store.getState().edit(next);
          expect(JSON.stringify(old)).toBe(before);
          if (store.getState().graph !== old) seen.push(store.getState().graph);
          expectSound(store.getState().graph);
        }
        for (const graph of seen.slice(0, -1).toReversed()) {
          store.getState().undo();
          expect(store.getState().graph).toBe(graph);
        }
        for (const graph of seen.slice(1)) {
          store.getState().redo();
          expect(store.getState().graph).toBe(graph);
        }
      }),
      { numRuns: 150 },
    );
  });

  function expectSound(graph: ModelGraph): void {
    expect(modelGraph.safeParse(graph).error).toBeUndefined();
    const ids = new Set(graph.nodes.map((node) => node.id));
    expect(ids.size).toBe(graph.nodes.length);
    expect(new Set(graph.edges.map((edge) => edge.id)).size).toBe(graph.edges.length);
    const structural = new Set([
      "DUPLICATE_ID",
      "DUPLICATE_EDGE",
      "EDGE_TO_NOTHING",
      "CYCLE",
      "TOO_MANY_INCOMING",
    ]);
    const broken = analyzeGraph(graph, target).issues.filter((issue) => structural.has(issue.code));
    expect(broken).toEqual([]);
  }
});
