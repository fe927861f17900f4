import { expect, test } from "vitest";
import { applyEdit } from "#models/graph/edits/apply-edit.ts";
import type { GraphEdit } from "#models/graph/edits/edit.ts";
import { invertEdit } from "#models/graph/edits/invert-edit.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { presetById } from "#models/presets/index.ts";
import { type History, NO_HISTORY, record, redo, undo } from "./history.ts";

const lecture = (): ModelGraph => presetById("lecture-cnn")!.graph;
const set = (id: string, name: string, value: number): GraphEdit => ({ kind: "setSetting", id, name, value });

function edited(graph: ModelGraph, ...edits: GraphEdit[]): { graph: ModelGraph; history: History } {
  let history = NO_HISTORY;
  for (const edit of edits) {
    history = record(history, invertEdit(graph, edit));
    graph = applyEdit(graph, edit);
  }
  return { graph, history };
}

test("taking back one's own step leaves what somebody else did meanwhile", () => {
  const { graph, history } = edited(lecture(), set("conv2d", "filters", 7));
  const theirs = set("dense", "units", 99);
  const back = undo(history, applyEdit(graph, theirs));
  expect(back?.graph).toEqual(applyEdit(lecture(), theirs));
  expect(back && redo(back.history, back.graph)?.graph).toEqual(applyEdit(graph, theirs));
});

test("a step on a block that somebody else took out is passed over", () => {
  const { graph, history } = edited(lecture(), set("dense", "units", 99), set("conv2d", "filters", 7));
  const without = applyEdit(graph, { kind: "removeNodes", ids: ["conv2d"] });
  const back = undo(history, without);
  expect(back?.graph).toEqual(applyEdit(without, { kind: "setSetting", ...oldUnits(lecture()) }));
  expect(back && undo(back.history, back.graph)).toBeNull();
});

function oldUnits({ nodes }: ModelGraph) {
  const value = nodes.find(({ id }) => id === "dense")?.settings["units"] ?? null;
  return { id: "dense", name: "units", value };
}
