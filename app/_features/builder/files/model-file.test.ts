import { expect, test } from "vitest";
import { PRESETS } from "#models/presets/index.ts";
import { formatModelFile, parseModelFile } from "./model-file.ts";

test.each(PRESETS.map((preset) => [preset.id, preset.graph] as const))("%s survives a file", (_id, graph) => {
  expect(parseModelFile(formatModelFile(graph))).toEqual({ ok: true, graph, notes: null });
});

const node = (id: string, type = "Dense") => ({ id, type });

test.each([
  ["not json", "{", /not JSON/u],
  ["a list", "[]", /not a model/u],
  ["another version", JSON.stringify({ version: 9, nodes: [], edges: [] }), /version/u],
  ["an unknown layer", { nodes: [node("a", "LSTM")], edges: [] }, /a is a LSTM/u],
  ["a name twice", { nodes: [node("a"), node("a")], edges: [] }, /named a/u],
  ["a bad name", { nodes: [node("A b")], edges: [] }, /nodes\.0\.id/u],
  ["a loose end", { nodes: [node("a")], edges: [{ id: "e", source: "a", target: "b" }] }, /leads to b/u],
])("%s is refused with a reason", (_name, content, reason) => {
  const text = typeof content === "string" ? content : JSON.stringify({ version: 1, ...content });
  expect(parseModelFile(text)).toEqual({ ok: false, reason: expect.stringMatching(reason) });
});
