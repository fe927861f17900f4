import { expect, test } from "vitest";
import { chainGraph, type ChainLayer } from "../graph/chain.ts";
import { changesBetween, commonEdits, traceLikeness } from "./edit-trace.ts";

const conv = (filters: number): ChainLayer => ({ type: "Conv2D", settings: { filters, kernelSize: [3, 3] } });

test("a change is told by what was added, set, taken away or connected, whatever a block is called or where it lies", () => {
  const before = chainGraph([conv(8)]);
  const other = chainGraph([conv(8), { type: "Dropout" }]);
  const [added, ...more] = changesBetween(before, other);
  expect(added).toMatch(/^add Dropout /);
  expect(more).toEqual([]);
  expect(changesBetween(other, before)).toEqual(["remove Dropout"]);
  const moved = before.nodes.map((node) => ({ ...node, name: `x_${node.name}`, position: { x: 9, y: 9 } }));
  expect(changesBetween(before, { ...before, nodes: moved })).toEqual([]);
  expect(changesBetween(before, chainGraph([conv(16)]))).toEqual([expect.stringMatching(/^set Conv2D /)]);
  expect(changesBetween(before, { ...before, edges: before.edges.slice(1) })).toEqual(["connect"]);
});

const trace = (changes: readonly string[], startMs: number, stepMs: number) =>
  changes.map((change, at) => ({ atMs: startMs + at * stepMs, changes: [change] }));

test("histories are alike by the edits that both made in one order, with how long each took and how far apart", () => {
  const slow = trace(["a", "b", "c", "d"], 0, 60_000);
  const quick = trace(["a", "x", "b", "d", "c"], 3_600_000, 1_000);
  expect(traceLikeness(slow, quick)).toEqual({ same: 3, of: 4, seconds: [180, 4], apartSeconds: 3600 });
  expect(commonEdits(slow, quick)).toEqual({ same: 4, of: 4 });
  expect(traceLikeness(slow, [])).toBeNull();
});
