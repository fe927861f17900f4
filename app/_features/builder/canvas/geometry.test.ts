import { expect, test } from "vitest";
import { applyEdit } from "#models/graph/edits/apply-edit.ts";
import { presetById } from "#models/presets/index.ts";
import { BLOCK_WIDTH } from "../edits/block-size.ts";
import { moveBy } from "../edits/move.ts";
import { nearestEdge } from "./nearest-edge.ts";
import { neighbourOf } from "./neighbour.ts";

const { graph } = presetById("lecture-cnn")!;

test.each([
  [{ x: BLOCK_WIDTH / 2, y: 100 }, "input->conv2d"],
  [{ x: BLOCK_WIDTH / 2 + 40, y: 220 }, "conv2d->conv2d_1"],
  [{ x: BLOCK_WIDTH / 2 + 60, y: 100 }, null],
  [{ x: 900, y: 100 }, null],
])("a drop at %o goes into %s", (point, expected) => {
  expect(nearestEdge(graph, point)).toBe(expected);
});

test("a block never goes into its own connection", () => {
  expect(nearestEdge(graph, { x: BLOCK_WIDTH / 2, y: 100 }, "conv2d")).toBeNull();
});

test("arrow keys follow connections, then places", () => {
  expect(neighbourOf(graph, "conv2d", "down")).toBe("conv2d_1");
  expect(neighbourOf(graph, "conv2d", "up")).toBe("input");
  expect(neighbourOf(graph, "input", "up")).toBeNull();
  const moved = moveBy(graph, ["dense"], { x: 600, y: -120 });
  if (!moved.ok) throw new Error(moved.reason);
  const after = applyEdit(graph, moved.edit);
  expect(neighbourOf(after, "flatten", "right")).toBe("dense");
  expect(neighbourOf(after, "dense", "left")).toBe("flatten");
});
