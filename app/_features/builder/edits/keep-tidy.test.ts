import { expect, test } from "vitest";
import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { emptyGraph } from "#models/graph/empty-graph.ts";
import { isTidy } from "#models/graph/layout/layout.ts";
import { presetById } from "#models/presets/index.ts";
import { remove } from "#models/graph/edits/remove.ts";
import { createBuilderStore } from "../store/builder-store.ts";
import { addAt, addBlock } from "./add-block.ts";
import { insertOnEdge, moveOntoEdge } from "./insert-on-edge.ts";
import { moveBy } from "./move.ts";

const target = { inputShape: [64, 64, 3], target: numberedClasses(10) };

test("a network that is built block by block folds as it grows, and undo gives every place again", () => {
  const { getState } = createBuilderStore({ graph: emptyGraph(), target });
  const begun = getState().graph;
  for (let block = 0; block < 12; block += 1) {
    getState().edit((graph) => addBlock(graph, "Dropout"));
    expect(isTidy(getState().graph)).toBe(true);
    expect(getState().graph.nodes.find(({ type }) => type === "Input")?.position).toEqual({ x: 0, y: 0 });
  }
  expect(new Set(getState().graph.nodes.map(({ position }) => position.x)).size).toBe(2);
  for (let block = 0; block < 12; block += 1) getState().undo();
  expect(getState().graph).toEqual(begun);
});

test("a block that goes in or out in the middle leaves no hole and pushes nothing far", () => {
  const { getState } = createBuilderStore({ graph: presetById("lecture-cnn")!.graph, target });
  getState().edit((graph) => insertOnEdge(graph, "conv2d->conv2d_1", "Dropout"));
  expect(isTidy(getState().graph)).toBe(true);
  getState().edit((graph) => remove(graph, ["conv2d_2"]));
  expect(isTidy(getState().graph)).toBe(true);
});

test("what people placed by hand stays", () => {
  const { getState } = createBuilderStore({ graph: presetById("tiny-cnn")!.graph, target });
  getState().edit((graph) => moveBy(graph, ["flatten"], { x: 300, y: 0 }));
  const place = () => getState().graph.nodes.find(({ id }) => id === "flatten")?.position;
  const placed = place();
  getState().edit((graph) => addBlock(graph, "Dropout", "dense"));
  expect(place()).toEqual(placed);
});

test("a loose block that is dragged into a connection takes its place in the line", () => {
  const { getState } = createBuilderStore({ graph: presetById("tiny-cnn")!.graph, target });
  getState().edit((now) => addAt(now, "Dropout", { x: 900, y: 40 }));
  const [loose = ""] = getState().selection.nodes;
  getState().edit((now) => moveOntoEdge(now, "conv2d->max_pooling2d", loose));
  expect(isTidy(getState().graph)).toBe(true);
});

test("a loose block stays where it was put, and so does the rest", () => {
  const { graph } = presetById("tiny-cnn")!;
  const { getState } = createBuilderStore({ graph, target });
  getState().edit((now) => addAt(now, "Dropout", { x: 900, y: 40 }));
  expect(getState().graph.nodes.at(-1)?.position).toEqual({ x: 900, y: 40 });
  expect(getState().graph.nodes.slice(0, -1)).toEqual(graph.nodes);
});
