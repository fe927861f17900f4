import { expect, test } from "vitest";
import { PRESETS } from "../../presets/index.ts";
import { parseModelText } from "./parse-model-text.ts";

test.each(PRESETS.map((preset) => [preset.id, preset.graph] as const))("%s survives a file", (_id, graph) => {
  expect(parseModelText(JSON.stringify(graph))).toEqual({ ok: true, graph, notes: null });
});

test("a file of version 1 opens as the same network in version 2", () => {
  const nodes = [node("input", "Input"), node("dense")];
  const edges = [{ id: "1", source: "input", target: "dense" }];
  expect(parseModelText(JSON.stringify({ version: 1, nodes, edges }))).toMatchObject({
    ok: true,
    graph: {
      version: 2,
      nodes: [
        { id: "input", name: "input" },
        { id: "dense", name: "dense" },
      ],
      edges: [{ source: "input", target: "dense", slot: 0 }],
    },
  });
});

test.each([
  ["a name twice", [named("1", "a"), named("2", "a")], [], /named a/u],
  ["an id twice", [named("1", "a"), named("1", "b")], [], /id 1/u],
  [
    "an input with two sources",
    [named("1", "a"), named("2", "b"), named("3", "c")],
    [feed("1", "3"), feed("2", "3")],
    /two connections/iu,
  ],
])("%s in version 2 is refused with a reason", (_name, nodes, edges, reason) => {
  const text = JSON.stringify({ version: 2, nodes, edges });
  expect(parseModelText(text)).toEqual({ ok: false, reason: expect.stringMatching(reason) });
});

function node(id: string, type = "Dense") {
  return { id, type };
}

function named(id: string, name: string) {
  return { id, name, type: "Add" };
}

function feed(source: string, target: string) {
  return { source, target, slot: 0 };
}

test.each([
  ["not json", "{", /not JSON/u],
  ["a list", "[]", /It is JSON, but not a model/u],
  ["another version", JSON.stringify({ version: 9, nodes: [], edges: [] }), /version/u],
  ["an unknown layer", { nodes: [node("a", "LSTM")], edges: [] }, /a is a LSTM/u],
  ["a name twice", { nodes: [node("a"), node("a")], edges: [] }, /named a/u],
  ["a bad name", { nodes: [node("A b")], edges: [] }, /nodes\.0\.id/u],
  ["a loose end", { nodes: [node("a")], edges: [{ id: "e", source: "a", target: "b" }] }, /leads to b/u],
])("%s is refused with a reason", (_name, content, reason) => {
  const text = typeof content === "string" ? content : JSON.stringify({ version: 1, ...content });
  expect(parseModelText(text)).toEqual({ ok: false, reason: expect.stringMatching(reason) });
});
