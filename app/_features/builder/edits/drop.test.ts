import { describe, expect, test } from "vitest";
import { applyEdit } from "#models/graph/edits/apply-edit.ts";
import { remove } from "#models/graph/edits/remove.ts";
import type { EditPlan } from "#models/graph/edits/plan.ts";
import { emptyGraph } from "#models/graph/empty-graph.ts";
import { BLOCK_WIDTH, ROW_HEIGHT } from "#models/graph/layout/block-size.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { presetById } from "#models/presets/index.ts";
import { viewOf } from "../view/view.ts";
import { dropBlock, dropPlaceOf } from "./drop.ts";

const NONE: ReadonlySet<string> = new Set();
const FAR = { x: 3000, y: 3000 };

function place(graph: ModelGraph, point: { x: number; y: number }, kindId = "Dropout") {
  return dropPlaceOf(graph, viewOf(graph, NONE), { kindId, point, onto: null, reach: 56 });
}

function drop(graph: ModelGraph, point: { x: number; y: number }, kindId = "Dropout"): string {
  return line(graph, dropBlock(graph, kindId, { place: place(graph, point, kindId), point }));
}

function line(graph: ModelGraph, plan: EditPlan): string {
  if (!plan.ok) throw new Error(plan.reason);
  const after = applyEdit(graph, plan.edit);
  const names = new Map(after.nodes.map(({ id, name }) => [id, name]));
  return after.edges
    .map(({ source, target }) => `${names.get(source)}>${names.get(target)}`)
    .toSorted()
    .join(" ");
}

const cut = (graph: ModelGraph, edgeId: string) => {
  const plan = remove(graph, [], [edgeId]);
  if (!plan.ok) throw new Error(plan.reason);
  return applyEdit(graph, plan.edit);
};

describe("a block that is dropped", () => {
  test("near a connection goes into it", () => {
    const point = { x: BLOCK_WIDTH / 2 + 40, y: ROW_HEIGHT };
    expect(place(emptyGraph(), point)).toEqual({ kind: "edge", edgeId: "input->output" });
    expect(drop(emptyGraph(), point)).toBe("dropout>output input>dropout");
  });

  test("on empty canvas goes before Output, as by a click", () => {
    expect(drop(emptyGraph(), FAR)).toBe("dropout>output input>dropout");
  });

  test("on empty canvas goes to the nearest open end", () => {
    const graph = cut(presetById("tiny-cnn")!.graph, "conv2d_1->max_pooling2d_1");
    expect(place(graph, FAR)).toEqual({ kind: "after", nodeId: "conv2d_1" });
    expect(drop(graph, FAR)).toContain("conv2d_1>dropout");
  });

  test("at the open end of a network whose Output waits leads on to Output", () => {
    const graph = cut(emptyGraph(), "input->output");
    expect(drop(graph, FAR)).toBe("dropout>output input>dropout");
  });

  test("on a block goes after it", () => {
    const { graph } = presetById("tiny-cnn")!;
    const view = viewOf(graph, NONE);
    const at = { kindId: "Dropout", point: FAR, onto: "conv2d", reach: 56 };
    expect(dropPlaceOf(graph, view, at)).toEqual({ kind: "after", nodeId: "conv2d" });
  });

  test("into what feeds a folded module goes before all its branches", () => {
    const { graph } = presetById("googlenet")!;
    const view = viewOf(graph, new Set(["concatenate"]));
    const edge = view.edges.find(({ target }) => target === "group:concatenate")!;
    const target = view.placeOf(edge.target);
    const point = { x: target.x + BLOCK_WIDTH / 2, y: target.y - 4 };
    const found = dropPlaceOf(graph, view, { kindId: "Dropout", point, onto: null, reach: 56 });
    expect(found).toEqual({ kind: "after", nodeId: edge.edge.source });
    const edges = line(graph, dropBlock(graph, "Dropout", { place: found, point }));
    // A preset's ids are its names; one Dropout is there already.
    const fed = graph.edges.filter(({ source }) => source === edge.edge.source);
    expect(fed).toHaveLength(4);
    for (const { target: branch } of fed) expect(edges).toContain(`dropout_1>${branch}`);
  });

  test("where nothing can be connected stays loose where it was dropped", () => {
    const empty: ModelGraph = { version: 2, nodes: [], edges: [] };
    const plan = dropBlock(empty, "Dropout", { place: place(empty, FAR), point: FAR });
    if (!plan.ok) throw new Error(plan.reason);
    expect(applyEdit(empty, plan.edit).nodes[0]?.position).toEqual({
      x: FAR.x - BLOCK_WIDTH / 2,
      y: FAR.y - 32,
    });
  });
});
