import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyzeGraph } from "#models/graph/analyze.ts";
import { edgeId } from "#models/graph/edge-id.ts";
import { applyEdit } from "#models/graph/edits/apply-edit.ts";
import {
  connect as planConnect,
  connectInstead as planConnectInstead,
  reconnect as planReconnect,
} from "#models/graph/edits/connect.ts";
import { copyOf, duplicate as planDuplicate, paste as planPaste } from "#models/graph/edits/paste.ts";
import type { EditPlan } from "#models/graph/edits/plan.ts";
import { remove as planRemove } from "#models/graph/edits/remove.ts";
import { emptyGraph } from "#models/graph/empty-graph.ts";
import { BLOCK_WIDTH, ROW_HEIGHT } from "#models/graph/layout/block-size.ts";
import { isTidy } from "#models/graph/layout/layout.ts";
import { modelGraph, type ModelGraph } from "#models/graph/schema.ts";
import { LAYER_TYPES } from "#models/layers/index.ts";
import { presetById } from "#models/presets/index.ts";
import { createBuilderStore, type PlanEdit } from "../store/builder-store.ts";
import { addAt as planAddAt, addBlock as planAddBlock } from "./add-block.ts";
import { insertAfter as planInsertAfter } from "./insert-after.ts";
import { insertOnEdge as planInsertOnEdge, moveOntoEdge as planMoveOntoEdge } from "./insert-on-edge.ts";
import { arrange as planArrange } from "./arrange.ts";
import { moveBy as planMoveBy } from "./move.ts";

const target = { inputShape: [64, 64, 3], target: numberedClasses(10) };

type Made = EditPlan & { graph?: ModelGraph; selectedNames?: string[] };

/** What a plan makes of the graph, with each block's name for its id: that is how it is called here. */
function made<Rest extends unknown[]>(plan: (graph: ModelGraph, ...rest: Rest) => EditPlan) {
  return (graph: ModelGraph, ...rest: Rest): Made => {
    const planned = plan(graph, ...rest);
    if (!planned.ok) return planned;
    const after = applyEdit(graph, planned.edit);
    const names = new Map(after.nodes.map(({ id, name }) => [id, name]));
    const nameOf = (id: string) => names.get(id) ?? id;
    return {
      ...planned,
      selectedNames: (planned.selected ?? []).map(nameOf),
      graph: {
        ...after,
        nodes: after.nodes.map((node) => (node.id === node.name ? node : { ...node, id: node.name })),
        edges: after.edges.some(
          ({ source, target }) => names.get(source) !== source || names.get(target) !== target,
        )
          ? after.edges.map((edge) => ({ ...edge, source: nameOf(edge.source), target: nameOf(edge.target) }))
          : after.edges,
      },
    };
  };
}

const addAt = made(planAddAt);
const addBlock = made(planAddBlock);
const connect = made(planConnect);
const connectInstead = made(planConnectInstead);
const reconnect = made(planReconnect);
const insertAfter = made(planInsertAfter);
const insertOnEdge = made(planInsertOnEdge);
const moveOntoEdge = made(planMoveOntoEdge);
const moveBy = made(planMoveBy);
const duplicate = made(planDuplicate);
const paste = made(planPaste);
const remove = made(planRemove);
const arrange = made(planArrange);
const setSetting = made(
  (
    _graph,
    id: string,
    setting: { name: string; value?: string | number | boolean | undefined },
  ): EditPlan => ({
    ok: true,
    edit: { kind: "setSetting", id, ...setting },
  }),
);

function done({ graph, ...result }: Made): ModelGraph {
  if (graph === undefined) throw new Error(result.ok ? "It gave no graph" : result.reason);
  return graph;
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
    expect(rows.slice(1).every((y, index) => y - rows[index]! >= ROW_HEIGHT)).toBe(true);
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
    graph.edges
      .filter((edge) => edge.target === id)
      .toSorted((a, b) => a.slot - b.slot)
      .map((edge) => edge.source);
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
    const between = done(insertOnEdge(graph, "conv2d_1->concatenate:1", "Dropout"));
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
    expect(Math.abs(at("conv2d").x - at("conv2d_1").x)).toBeGreaterThanOrEqual(BLOCK_WIDTH + 16);
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
    expect(result).toMatchObject({ ok: true, selectedNames: ["conv2d_1", "flatten_1"] });
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
    const places = tidy.nodes.map(({ position: { x, y } }) => `${x} ${y}`);
    expect(new Set(places).size).toBe(tidy.nodes.length);
    expect(isTidy(tidy)).toBe(true);
  });
});

describe("any sequence of edits", () => {
  const index = fc.nat(1000);
  const pick = <T>(items: readonly T[], at: number): T | undefined => items[at % Math.max(1, items.length)];
  const nodeOf = (graph: ModelGraph, at: number) => pick(graph.nodes, at)?.id ?? "none";
  const edgeOf = (graph: ModelGraph, at: number) =>
    graph.edges.map(edgeId)[at % Math.max(1, graph.edges.length)] ?? "none";
  const type = fc.constantFrom(...LAYER_TYPES);
  const value = fc.oneof(fc.integer(), fc.string({ maxLength: 4 }), fc.constant(undefined), fc.boolean());
  const offset = fc.record({
    x: fc.integer({ min: -300, max: 300 }),
    y: fc.integer({ min: -300, max: 300 }),
  });

  const edit: fc.Arbitrary<PlanEdit> = fc.oneof(
    fc.tuple(type, index).map(
      ([t, a]): PlanEdit =>
        (g) =>
          addBlock(g, t, nodeOf(g, a)),
    ),
    type.map(
      (t): PlanEdit =>
        (g) =>
          addBlock(g, t),
    ),
    fc.tuple(type, index).map(
      ([t, a]): PlanEdit =>
        (g) =>
          insertAfter(g, nodeOf(g, a), t),
    ),
    fc.tuple(type, index).map(
      ([t, a]): PlanEdit =>
        (g) =>
          insertOnEdge(g, edgeOf(g, a), t),
    ),
    fc.tuple(type, offset).map(
      ([t, at]): PlanEdit =>
        (g) =>
          addAt(g, t, at),
    ),
    fc.tuple(index, index).map(
      ([a, b]): PlanEdit =>
        (g) =>
          moveOntoEdge(g, edgeOf(g, a), nodeOf(g, b)),
    ),
    fc.tuple(index, index).map(
      ([a, b]): PlanEdit =>
        (g) =>
          connect(g, nodeOf(g, a), nodeOf(g, b)),
    ),
    fc.tuple(index, index).map(
      ([a, b]): PlanEdit =>
        (g) =>
          connectInstead(g, nodeOf(g, a), nodeOf(g, b)),
    ),
    fc.tuple(index, index, index).map(
      ([a, b, c]): PlanEdit =>
        (g) =>
          reconnect(g, edgeOf(g, a), { source: nodeOf(g, b), target: nodeOf(g, c) }),
    ),
    fc.tuple(index, index).map(
      ([a, b]): PlanEdit =>
        (g) =>
          remove(g, [nodeOf(g, a)], [edgeOf(g, b)]),
    ),
    fc.tuple(index, index, offset).map(
      ([a, b, by]): PlanEdit =>
        (g) =>
          duplicate(g, [nodeOf(g, a), nodeOf(g, b)], by),
    ),
    fc.tuple(index, offset).map(
      ([a, by]): PlanEdit =>
        (g) =>
          moveBy(g, [nodeOf(g, a)], by),
    ),
    fc.tuple(index, fc.constantFrom("filters", "units", "padding"), value).map(
      ([a, name, v]): PlanEdit =>
        (g) =>
          setSetting(g, nodeOf(g, a), { name, value: v }),
    ),
    fc.constant<PlanEdit>(planArrange),
  );

  test("keeps the graph sound, and undo and redo give every graph again", () => {
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
          expect(store.getState().graph).toEqual(graph);
        }
        for (const graph of seen.slice(1)) {
          store.getState().redo();
          expect(store.getState().graph).toEqual(graph);
        }
      }),
      { numRuns: 150 },
    );
  });

  function expectSound(graph: ModelGraph): void {
    expect(modelGraph.safeParse(graph).error).toBeUndefined();
    const ids = new Set(graph.nodes.map((node) => node.id));
    expect(ids.size).toBe(graph.nodes.length);
    expect(new Set(graph.edges.map(edgeId)).size).toBe(graph.edges.length);
    const structural = new Set([
      "DUPLICATE_ID",
      "DUPLICATE_NAME",
      "DUPLICATE_EDGE",
      "EDGE_TO_NOTHING",
      "CYCLE",
      "TOO_MANY_INCOMING",
    ]);
    const broken = analyzeGraph(graph, target).issues.filter((issue) => structural.has(issue.code));
    expect(broken).toEqual([]);
  }
});
