import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BranchingGraph } from "../branching-graph.ts";
import { edgeId } from "../edge-id.ts";
import { MAX_NODES } from "../node-schema.ts";
import { modelGraph, type ModelGraph } from "../schema.ts";
import { applyEdit } from "./apply-edit.ts";
import { graphEdit, groupOf, type GraphEdit } from "./edit.ts";
import { invertEdit } from "./invert-edit.ts";
import { mergeEdits } from "./merge-edits.ts";

/** Input to two convolutions, both joined, to Dense and Output. */
function joined(): ModelGraph {
  const graph = new BranchingGraph();
  const left = graph.add({ type: "Conv2D" }, [graph.input]);
  const right = graph.add({ type: "Conv2D", settings: { filters: 4 } }, [graph.input]);
  const both = graph.add({ type: "Concatenate" }, [left, right]);
  return graph.finish(graph.line([{ type: "Flatten" }, { type: "Dense" }], both));
}

/** Blocks that are there, and some that are gone or not there yet. */
const IDS = [...joined().nodes.map(({ id }) => id), "new1", "new2"];
const id = fc.constantFrom(...IDS);
const slot = fc.nat(2);
const at = fc.option(fc.nat(9), { nil: undefined });
const coordinate = fc.integer({ min: -500, max: 500 });
const layerName = fc.constantFrom("conv2d", "stem", "head_1");
const settingName = fc.constantFrom("filters", "units", "note");
const settingValue = fc.option(fc.oneof(fc.integer(), fc.constantFrom([3, 3], "same", true)), {
  nil: undefined,
});
const position = fc.record({ x: coordinate, y: coordinate });
const node = fc.record({
  id,
  name: layerName,
  type: fc.constantFrom("Dense", "Add", "Nothing"),
  settings: fc.constantFrom({}, { units: 3 }),
  position,
});

const single: fc.Arbitrary<GraphEdit> = fc.oneof(
  fc.record({ kind: fc.constant("addNode" as const), node, at }),
  fc.record({ kind: fc.constant("removeNodes" as const), ids: fc.uniqueArray(id, { maxLength: 3 }) }),
  fc.record({ kind: fc.constant("renameNode" as const), id, name: layerName }),
  fc.record({ kind: fc.constant("setSetting" as const), id, name: settingName, value: settingValue }),
  fc.record({
    kind: fc.constant("moveNodes" as const),
    places: fc.uniqueArray(fc.record({ id, x: coordinate, y: coordinate }), {
      maxLength: 3,
      selector: (place) => place.id,
    }),
  }),
  fc.record({
    kind: fc.constant("connect" as const),
    edge: fc.record({ source: id, target: id, slot }),
    at,
  }),
  fc.record({ kind: fc.constant("disconnect" as const), target: id, slot }),
  fc.record({ kind: fc.constant("replaceGraph" as const), graph: fc.constant(joined()) }),
);
const edit = fc.oneof(single, fc.array(single, { maxLength: 4 }).map(groupOf));
const edits = fc.array(edit, { maxLength: 12 });
const runs = { numRuns: 400 };

const replay = (graph: ModelGraph, made: readonly GraphEdit[]) => made.reduce<ModelGraph>(applyEdit, graph);

/** All but the order of the lists, which decides nothing but which of two layers is computed first. */
function unordered(graph: ModelGraph) {
  return {
    nodes: Object.fromEntries(graph.nodes.map((each) => [each.id, each])),
    edges: Object.fromEntries(graph.edges.map((each) => [edgeId(each), each])),
  };
}

describe("any edits of a graph", () => {
  test("undone one by one, give every graph on the way again", () => {
    fc.assert(
      fc.property(edits, (made) => {
        let graph = joined();
        for (const each of made) {
          const inverse = invertEdit(graph, each);
          const after = applyEdit(graph, each);
          expect(applyEdit(after, inverse)).toEqual(graph);
          expect(applyEdit(applyEdit(after, inverse), each)).toEqual(after);
          graph = after;
        }
      }),
      runs,
    );
  });

  test("sent as JSON and made again, give the same graph, which can be saved", () => {
    fc.assert(
      fc.property(edits, (made) => {
        const sent = made.map((each) => graphEdit.parse(JSON.parse(JSON.stringify(each))));
        const graph = replay(joined(), made);
        expect(replay(joined(), sent)).toEqual(graph);
        expect(modelGraph.parse(JSON.parse(JSON.stringify(graph)))).toEqual(graph);
        const inputs = graph.edges.map(({ target, slot: input }) => `${target}:${input}`);
        expect(new Set(inputs).size).toBe(inputs.length);
        expect(new Set(graph.nodes.map((each) => each.id)).size).toBe(graph.nodes.length);
      }),
      runs,
    );
  });

  test("never change the graph that they are made of, and keep what they do not touch", () => {
    fc.assert(
      fc.property(edits, edit, (made, last) => {
        const graph = replay(joined(), made);
        const before = JSON.stringify(graph);
        const after = applyEdit(graph, last);
        expect(JSON.stringify(graph)).toBe(before);
        const isIdle =
          JSON.stringify(after) === before && last.kind !== "replaceGraph" && last.kind !== "group";
        expect(isIdle ? after : graph).toBe(graph);
      }),
      runs,
    );
  });

  test("two people's, on different blocks, give one graph in either order", () => {
    const touched = (each: GraphEdit): string[] => {
      switch (each.kind) {
        case "addNode":
          return [each.node.id];
        case "removeNodes":
          return each.ids;
        case "renameNode":
        case "setSetting":
          return [each.id];
        case "moveNodes":
          return each.places.map((place) => place.id);
        case "connect":
          return [each.edge.source, each.edge.target];
        case "disconnect":
          return [each.target];
        case "replaceGraph":
          return IDS;
        case "group":
          return each.edits.flatMap(touched);
      }
    };
    let compared = 0;
    fc.assert(
      fc.property(edits, edit, edit, (made, mine, theirs) => {
        const graph = replay(joined(), made);
        const own = new Set(touched(mine));
        fc.pre(!touched(theirs).some((each) => own.has(each)));
        compared += 1;
        expect(unordered(replay(graph, [mine, theirs]))).toEqual(unordered(replay(graph, [theirs, mine])));
      }),
      runs,
    );
    expect(compared).toBe(runs.numRuns);
  });

  test("of one setting or one drag merge into one that does what both do", () => {
    const value = (n: number): GraphEdit => ({ kind: "setSetting", id: "dense", name: "units", value: n });
    expect(mergeEdits(value(1), value(12))).toEqual(value(12));
    fc.assert(
      fc.property(edits, edit, edit, (made, first, second) => {
        const graph = replay(joined(), made);
        expect(applyEdit(graph, mergeEdits(first, second))).toEqual(replay(graph, [first, second]));
      }),
      runs,
    );
  });
});

describe("an edit of what is gone", () => {
  const gone: GraphEdit[] = [
    { kind: "removeNodes", ids: ["ghost"] },
    { kind: "renameNode", id: "ghost", name: "stem" },
    { kind: "setSetting", id: "ghost", name: "units", value: 3 },
    { kind: "moveNodes", places: [{ id: "ghost", x: 1, y: 1 }] },
    { kind: "connect", edge: { source: "ghost", target: "dense", slot: 0 } },
    { kind: "connect", edge: { source: "dense", target: "ghost", slot: 0 } },
    { kind: "disconnect", target: "ghost", slot: 0 },
  ];
  test.each(gone)("changes nothing: $kind", (each) => {
    const graph = joined();
    expect(applyEdit(graph, each)).toBe(graph);
    expect(invertEdit(graph, each)).toEqual({ kind: "group", edits: [] });
  });
});

test("an input has one source: a later connection takes its place in the list", () => {
  const graph = joined();
  const after = applyEdit(graph, {
    kind: "connect",
    edge: { source: "input", target: "concatenate", slot: 0 },
  });
  expect(after.edges.map(edgeId)).toEqual([
    "input->conv2d",
    "input->conv2d_1",
    "input->concatenate",
    "conv2d_1->concatenate:1",
    "concatenate->flatten",
    "flatten->dense",
    "dense->output",
  ]);
});

test("what could not be saved is not taken", () => {
  const graph = joined();
  const value = "x".repeat(990);
  expect(applyEdit(graph, { kind: "setSetting", id: "conv2d_1", name: "note", value })).toBe(graph);
  const [first] = graph.nodes;
  if (first === undefined) throw new Error("It has no blocks");
  const full = Array.from({ length: MAX_NODES }, (_, index) => ({ ...first, id: `n${index}` }));
  const most = { ...graph, nodes: full, edges: [] };
  expect(applyEdit(most, { kind: "addNode", node: first })).toBe(most);
  expect(graphEdit.safeParse({ kind: "setSetting", id: "dense", name: "a\u0000", value: 1 }).success).toBe(
    false,
  );
  expect(graphEdit.safeParse({ kind: "renameNode", id: "dense", name: "Not Keras" }).success).toBe(false);
});
