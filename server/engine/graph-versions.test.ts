import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { modelGraph, type ModelGraph } from "#models/graph/schema.ts";
import { presetById } from "#models/presets/index.ts";
import { withOtherIds } from "#models/testing/with-other-ids.ts";
import { planNetwork } from "./weights/network-plan.ts";

// What version 1 of the graph was compiled to, digested before version 2 was written: order, sources, settings and the
// weights, by whose place and name their first values are drawn.
const file = new URL("testing/graphs-of-version-1.json", import.meta.url);
const known = JSON.parse(readFileSync(file, "utf8")) as {
  graphs: Record<string, { graph: unknown; digest: string }>;
  presets: Record<string, string>;
};

const TEN = { task: "classification" as const, classes: Array.from({ length: 10 }, (_, n) => `class ${n}`) };

function digestOf(graph: ModelGraph): string {
  const plan = planNetwork(graph, { inputShape: [64, 64, 3], target: TEN });
  const layers = plan.layers.map(({ name, type, settings, inputs }) => ({
    id: name,
    type,
    settings,
    sources: inputs,
  }));
  const weights = plan.weights.map(({ key, shape, initializer }) => [key, shape, initializer]);
  return createHash("sha256").update(JSON.stringify({ layers, weights })).digest("hex");
}

test.each(Object.entries(known.graphs))(
  "%s of version 1 is the network that it was",
  (_, { graph, digest }) => {
    const upgraded = modelGraph.parse(graph);
    expect(upgraded.version).toBe(2);
    expect(modelGraph.parse(graph)).toEqual(upgraded);
    expect(modelGraph.parse(upgraded)).toEqual(upgraded);
    expect(digestOf(upgraded)).toBe(digest);
  },
);

test.each(Object.entries(known.presets))("%s is the network that it was, whatever its ids", (id, digest) => {
  const { graph } = presetById(id) ?? {};
  if (graph === undefined) throw new Error(`There is no preset ${id}`);
  expect(digestOf(graph)).toBe(digest);
  expect(digestOf(withOtherIds(graph))).toBe(digest);
});
