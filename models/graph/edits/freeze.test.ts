import { expect, test } from "vitest";
import { BranchingGraph } from "../branching-graph.ts";
import { applyEdit } from "./apply-edit.ts";
import { freezeUpTo } from "./freeze.ts";

const build = new BranchingGraph();

const left = build.add({ type: "Conv2D", settings: { filters: 4, kernelSize: [1, 1] } }, [build.input]);
const right = build.add({ type: "Conv2D", settings: { filters: 4, kernelSize: [1, 1] } }, [build.input]);
const joined = build.add({ type: "Add" }, [left, right]);
const graph = build.finish(
  build.line([{ type: "Flatten" }, { type: "Dense", settings: { units: 10 } }], joined),
);

const frozenIn = (nodeId: string | null, from = graph) => {
  const plan = freezeUpTo(from, nodeId);
  if (!plan.ok) throw new Error(plan.reason);
  const after = applyEdit(from, plan.edit);
  return {
    after,
    frozen: after.nodes.filter(({ settings }) => settings.trainable === false).map(({ id }) => id),
  };
};

test("freezing up to a block freezes what leads into it by any way, what has weights of it, and nothing behind", () => {
  expect(frozenIn(joined).frozen).toEqual([left, right]);
  expect(frozenIn(left).frozen).toEqual([left]);
  const { after } = frozenIn("dense");
  expect(frozenIn(right, after).frozen).toEqual([right]);
  expect(frozenIn(null, after).frozen).toEqual([]);
  expect(frozenIn(null, after).after).toEqual(graph);
  expect(freezeUpTo(graph, null)).toEqual({ ok: false, reason: "Nothing is frozen" });
});
