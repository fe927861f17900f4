import { expect, test } from "vitest";
import { numberedClasses } from "../tasks/numbered-classes.ts";
import { analyzeGraph } from "./analyze.ts";
import { chainGraph } from "./chain.ts";
import { emptyGraph } from "./empty-graph.ts";
import { fitToTarget } from "./fit-target.ts";
import { presetById } from "../presets/index.ts";

const grey = { inputShape: [28, 28, 1], target: numberedClasses(26) };
const lecture = presetById("lecture-cnn")!.graph;

test("the lecture's network trains on other pictures in other classes at once", () => {
  expect(analyzeGraph(lecture, grey).isTrainable).toBe(false);
  const fitted = fitToTarget(lecture, grey);
  const { isTrainable, nodes } = analyzeGraph(fitted, grey);
  expect(isTrainable).toBe(true);
  expect(Object.values(nodes).at(-1)?.shape).toEqual([26]);
  // The Dense layer before the last keeps its width.
  expect(
    fitted.nodes.filter(({ type }) => type === "Dense").map(({ settings }) => settings["units"]),
  ).toEqual([64, 26]);
});

test("what fits already stays the very same", () => {
  expect(fitToTarget(lecture, { inputShape: [64, 64, 3], target: numberedClasses(10) })).toBe(lecture);
});

test("the length is looked for behind layers that keep it", () => {
  const graph = chainGraph([
    { type: "Flatten" },
    { type: "Dense", settings: { units: 10 } },
    { type: "Dropout" },
    { type: "Activation" },
  ]);
  const fitted = fitToTarget(graph, { ...grey, target: numberedClasses(3) });
  expect(fitted.nodes.find(({ type }) => type === "Dense")?.settings["units"]).toBe(3);
});

test("an empty canvas, a network without an end and one that leads into itself stay drawable", () => {
  const empty = fitToTarget(emptyGraph(), grey);
  expect(empty.nodes.find(({ type }) => type === "Input")?.settings["shape"]).toEqual([28, 28, 1]);
  const { nodes, edges } = empty;
  const output = nodes.find(({ type }) => type === "Output")!;
  const dropout = { id: "d", name: "dropout", type: "Dropout", settings: {}, position: { x: 0, y: 0 } };
  const round = {
    ...empty,
    nodes: [...nodes, dropout],
    edges: [...edges, { source: "d", target: output.id, slot: 0 }, { source: "d", target: "d", slot: 0 }],
  };
  expect(fitToTarget(round, grey).nodes).toHaveLength(3);
});
