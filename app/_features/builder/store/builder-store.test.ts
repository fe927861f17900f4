import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { describe, expect, test } from "vitest";
import { remove } from "#models/graph/edits/remove.ts";
import type { EditPlan } from "#models/graph/edits/plan.ts";
import { presetById } from "#models/presets/index.ts";
import { moveBy } from "../edits/move.ts";
import { createBuilderStore } from "./builder-store.ts";

const target = { inputShape: [64, 64, 3], target: numberedClasses(10) };
const lecture = () => presetById("lecture-cnn")!.graph;
const set = (id: string, name: string, value: number) => (): EditPlan => ({
  ok: true,
  edit: { kind: "setSetting", id, name, value },
});
const filters = (value: number) => set("conv2d_5", "filters", value);

describe("the builder's store", () => {
  test("typing in one field is one step back, a closed step is another", () => {
    const graph = lecture();
    const { getState } = createBuilderStore({ graph, target });
    for (const value of [1, 12, 128]) getState().edit(filters(value), "setting");
    const typed = getState().graph;
    getState().endStep();
    getState().edit(filters(1280), "setting");
    getState().undo();
    expect(getState().graph).toEqual(typed);
    getState().undo();
    expect(getState().graph).toEqual(graph);
    getState().redo();
    expect(getState().graph).toEqual(typed);
  });

  test("counts what the lecture counts, and follows an edit", () => {
    const { getState } = createBuilderStore({ graph: lecture(), target });
    expect(getState().analysis.totals.params).toBe(295_018);
    getState().edit(set("dense_1", "units", 9));
    expect(getState().analysis.issuesOfNode["dense_1"]?.[0]?.message).toMatch(/needs 10 numbers/u);
  });

  test("a move analyzes nothing; a setting leaves the blocks above it as they were", () => {
    const { getState } = createBuilderStore({ graph: lecture(), target });
    const before = getState().analysis;
    getState().edit((graph) => moveBy(graph, ["dense"], { x: 5, y: 5 }));
    expect(getState().analysis).toBe(before);
    getState().edit(filters(7));
    expect(getState().analysis.nodes["conv2d"]).toBe(before.nodes["conv2d"]);
    expect(getState().analysis.nodes["conv2d_5"]).not.toBe(before.nodes["conv2d_5"]);
  });

  test("what is gone is no longer selected", () => {
    const { getState } = createBuilderStore({ graph: lecture(), target });
    getState().select({ nodes: ["dense", "flatten"] });
    getState().edit((graph) => ({ ...remove(graph, ["dense"]), selected: ["dense", "flatten"] }));
    expect(getState().selection.nodes).toEqual(["flatten"]);
  });

  test("another dataset fits the network and leaves every step of undo", () => {
    const { getState } = createBuilderStore({ graph: lecture(), target });
    getState().edit(filters(7));
    getState().retarget({ inputShape: [32, 32, 1], target: numberedClasses(4) });
    expect(getState().graph.nodes.find(({ id }) => id === "dense_1")?.settings).toMatchObject({ units: 4 });
    expect(getState().analysis).toMatchObject({ isTrainable: true, issues: [] });
    getState().undo();
    const { nodes } = getState().graph;
    expect(nodes.find(({ id }) => id === "conv2d_5")?.settings).toMatchObject({ filters: 64 });
    expect(nodes.find(({ id }) => id === "input")?.settings).toMatchObject({ shape: [32, 32, 1] });
    getState().redo();
    expect(getState().graph.nodes.find(({ id }) => id === "conv2d_5")?.settings).toMatchObject({
      filters: 7,
    });
  });

  test("a network of many blocks begins with its modules folded, and folding is no step of undo", () => {
    const { getState } = createBuilderStore({ graph: lecture(), target });
    expect(getState().folded.size).toBe(0);
    const { graph } = presetById("googlenet")!;
    getState().edit(() => ({ ok: true, edit: { kind: "replaceGraph", graph } }));
    expect(getState().folded.size).toBe(9);
    getState().setFolded("concatenate", false);
    expect(getState().folded.size).toBe(8);
    expect(getState().history.past).toHaveLength(1);
    getState().foldAll(false);
    expect(getState().folded.size).toBe(0);
  });

  test("somebody else's design refuses edits", () => {
    const graph = lecture();
    const { getState } = createBuilderStore({ graph, target, isReadOnly: true });
    expect(getState().edit(filters(3))).toMatch(/duplicate it/u);
    expect(getState().graph).toBe(graph);
  });
});
