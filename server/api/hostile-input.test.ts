import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createCohortOf, createDesignOf, presetGraph, type Person } from "#db/testing/factories.ts";
import { chainGraph, type ChainLayer } from "#models/graph/chain.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { cpuTime } from "#models/testing/cpu-time.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { createTestDeps, type TestDeps } from "#server/services/testing/test-deps.ts";
import { appRouter } from "./root.ts";
import { createCallerFactory } from "./trpc.ts";

let world: TestDeps;
let cohortId: string;
let instructor: Person;

beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());
beforeEach(async () => {
  ({ cohortId, instructor } = await createCohortOf(world.deps.db));
});

const call = () =>
  createCallerFactory(appRouter)({ requestId: "request-1", actor: instructor, deps: world.deps });
const isRefused = { code: "BAD_REQUEST" };

test.each(["a\u0000b", "a\nb", "half of a pair: \ud83d"])("%j is nothing's name", async (text) => {
  const { cohort, design, run } = call();
  await expect(cohort.create({ name: text })).rejects.toMatchObject(isRefused);
  await expect(cohort.rename({ cohortId, name: text })).rejects.toMatchObject(isRefused);
  await expect(cohort.join({ code: text })).rejects.toMatchObject(isRefused);
  await expect(cohort.removeMember({ cohortId, userId: text })).rejects.toMatchObject(isRefused);
  await expect(design.create({ cohortId, name: text })).rejects.toMatchObject(isRefused);
  await expect(design.list({ cohortId, of: "others", ownerId: text })).rejects.toMatchObject(isRefused);
  await expect(run.list({ cohortId, startedBy: text })).rejects.toMatchObject(isRefused);
});

function graphWith(settings: ModelGraph["nodes"][number]["settings"]): ModelGraph {
  const { nodes, ...graph } = presetGraph();
  return { ...graph, nodes: nodes.map((node, index) => (index === 1 ? { ...node, settings } : node)) };
}

test.each([
  ["what the database cannot keep", graphWith({ units: "\u0000" })],
  ["half a character", graphWith({ units: ["\udead"] })],
  ["a key that it cannot keep", graphWith({ "a\u0000": 1 })],
  ["megabytes", graphWith({ units: "x".repeat(5_000_000) })],
  ["nesting without end", graphWith({ units: JSON.parse(`${"[".repeat(900)}${"]".repeat(900)}`) })],
  [
    "an edge's end that cannot be kept",
    { ...presetGraph(), edges: [{ source: "a\u0000", target: "b", slot: 0 }] },
  ],
  ["an input before the first", { ...presetGraph(), edges: [{ source: "a", target: "b", slot: -1 }] }],
  [
    "an edge of version 1 whose id cannot be kept",
    { version: 1 as const, nodes: [], edges: [{ id: "\u0000", source: "a", target: "b" }] },
  ],
])("a graph with %s is not saved, and nobody works out its cost", async (_, graph) => {
  const { id } = await createDesignOf(world.deps.db, { cohortId, ownerId: instructor.id });
  await expect(call().design.save({ designId: id, revision: 1, graph })).rejects.toMatchObject(isRefused);
  const cost = call().cost.estimate({ cohortId, graph, hyperParameters: DEFAULT_HYPER_PARAMETERS });
  await expect(cost).rejects.toMatchObject(isRefused);
});

test("a revision beyond all numbers of the database is refused", async () => {
  const { id } = await createDesignOf(world.deps.db, { cohortId, ownerId: instructor.id });
  const save = call().design.save({ designId: id, revision: Number.MAX_SAFE_INTEGER, name: "x" });
  await expect(save).rejects.toMatchObject(isRefused);
});

test.each(["0000-01-01T00:00:00Z", "1999-12-31T23:59:59Z", "2201-01-01T00:00:00Z"])(
  "an exercise is not due at %s",
  async (dueAt) => {
    const { exercise } = call();
    const { id: exerciseId, revision } = await exercise.create({ cohortId, from: { kind: "blank" } });
    await expect(exercise.save({ exerciseId, revision, dueAt })).rejects.toMatchObject(isRefused);
    await expect(exercise.save({ exerciseId, revision, opensAt: dueAt })).rejects.toMatchObject(isRefused);
    const extension = { exerciseId, userId: instructor.id, dueAt, reason: "" };
    await expect(exercise.extend(extension)).rejects.toMatchObject(isRefused);
    const last = { exerciseId, revision, dueAt: "2200-12-31T23:59:59Z" };
    expect(await exercise.save(last)).toMatchObject({ dueAt: "2200-12-31T23:59:59.000Z" });
  },
);

test.each([
  "2026-99-99T99:99:99.000000Z_00000000-0000-4000-8000-000000000000",
  `2026-01-01T00:00:00.000000Z_${"-".repeat(36)}`,
])("the page after %s does not exist", async (cursor) => {
  await expect(call().run.list({ cohortId, cursor })).rejects.toMatchObject(isRefused);
});

/** The costliest layers there are. */
function costly(depth: number, filters: number): ModelGraph {
  const layers = Array.from({ length: depth }, (_, index): ChainLayer => {
    const settings = { kernelSize: [15, 15], padding: "same" };
    return index === 0
      ? { type: "Conv2D", settings: { filters, ...settings } }
      : { type: "DepthwiseConv2D", settings };
  });
  const head: ChainLayer[] = [{ type: "GlobalAveragePooling2D" }, { type: "Dense", settings: { units: 10 } }];
  const shrunk: ChainLayer = { type: "AveragePooling2D", settings: { poolSize: [32, 32] } };
  return chainGraph([shrunk, ...layers, ...head]);
}

test("the cost of the largest network is worked out in what its layers take, one like the other", async () => {
  // Of a graph that was asked for before, the answer is known.
  let filters = 64;
  const costOf = (depth: number) => {
    const graph = costly(depth, (filters -= 1));
    return cpuTime(() =>
      call().cost.estimate({ cohortId, graph, hyperParameters: DEFAULT_HYPER_PARAMETERS }),
    );
  };
  await costOf(98);
  const few: number[] = [];
  const many: number[] = [];
  for (let tries = 0; tries < 3; tries += 1) {
    few.push(await costOf(98));
    many.push(await costOf(980));
  }
  // Ten times the layers: a hundred times the work would be seconds in which nobody else is answered.
  expect(Math.min(...many)).toBeLessThan(30 * Math.min(...few));
});
