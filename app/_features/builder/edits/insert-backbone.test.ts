import { expect, test } from "vitest";
import { STAGES } from "#models/backbones/mobilenet-v3-small.ts";
import { analyzeGraph } from "#models/graph/analyze.ts";
import { chainGraph } from "#models/graph/chain.ts";
import { edgeId } from "#models/graph/edge-id.ts";
import { applyEdit } from "#models/graph/edits/apply-edit.ts";
import { invertEdit } from "#models/graph/edits/invert-edit.ts";
import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import type { DropPlace } from "./drop.ts";
import { insertBackbone } from "./insert-backbone.ts";

const graph = chainGraph([{ type: "RandomFlip" }, { type: "Dense", settings: { units: 10 } }]);
const choice = { side: 96, pooling: "average", frozenStages: STAGES } as const;
const target = { inputShape: [64, 64, 3], target: numberedClasses(10) } as const;

function inserted(place: DropPlace, changes: Partial<typeof choice> | { pooling: "none" } = {}) {
  const plan = insertBackbone(graph, place, { ...choice, ...changes });
  if (!plan.ok) throw new Error(plan.reason);
  return { edit: plan.edit, after: applyEdit(graph, plan.edit) };
}

const namesInLine = ({ nodes, edges }: ModelGraph, from: string) => {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return edges.filter(({ source }) => source === from).map(({ target: to }) => byId.get(to)?.name);
};

test.each([
  ["in a connection", { kind: "edge", edgeId: edgeId(graph.edges[1]!) }, "random_flip"],
  ["behind a block", { kind: "after", nodeId: "random_flip" }, "random_flip"],
  ["behind Input where nothing is said", { kind: "ends" }, "input"],
] as [string, DropPlace, string][])(
  "%s it reads what was there, and what followed reads it",
  (_, place, from) => {
    const { edit, after } = inserted(place);
    expect(namesInLine(after, from)).toEqual(["resizing"]);
    const pooling = after.nodes.find(({ name }) => name === "pooling");
    expect(namesInLine(after, pooling?.id ?? "")).toEqual([from === "input" ? "random_flip" : "dense"]);
    expect(new Set(after.nodes.map(({ id }) => id)).size).toBe(after.nodes.length);
    expect(applyEdit(after, invertEdit(graph, edit))).toEqual(graph);
  },
);

test("the network that comes of it can be trained, Dense alone", () => {
  const { after } = inserted({ kind: "after", nodeId: "random_flip" });
  const { issues, totals } = analyzeGraph(after, target);
  expect(issues).toEqual([]);
  expect(totals.trainableParams).toBe(5770);
});

test("a second one, and one without an Input, are refused in words", () => {
  const { after } = inserted({ kind: "ends" });
  expect(insertBackbone(after, { kind: "ends" }, choice)).toEqual({
    ok: false,
    reason: expect.stringMatching(/block conv(_pad)? already/),
  });
  expect(insertBackbone({ ...graph, nodes: [], edges: [] }, { kind: "loose" }, choice).ok).toBe(false);
});
