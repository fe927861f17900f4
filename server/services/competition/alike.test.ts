import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { artifact, submission } from "#db/schema/index.ts";
import {
  addMember,
  createCohortOf,
  createCompetitionOf,
  createDesignOf,
  presetGraph,
  type Person,
} from "#db/testing/factories.ts";
import { eq } from "drizzle-orm";
import { chainGraph, type ChainLayer } from "#models/graph/chain.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { TRAINABLE } from "#models/layers/trainable.ts";
import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { hyperParameters } from "#models/training/hyper-parameters.ts";
import { encodeTrainedNetwork } from "#server/engine/export/trained-network.ts";
import { initialWeights } from "#server/engine/weights/initial-weights.ts";
import { planNetwork } from "#server/engine/weights/network-plan.ts";
import { saveDesign } from "../design/save.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { alikeEntries } from "./alike.ts";
import { keepTraits } from "./keep-traits.ts";

let world: TestDeps;
let cohortId: string;
let instructor: Person;
let people: Person[];
let competition: Awaited<ReturnType<typeof createCompetitionOf>>;

beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());
beforeEach(async () => {
  const { db } = world.deps;
  const made = await createCohortOf(db);
  ({ cohortId, instructor } = made);
  people = [made.learner, await addMember(db, cohortId, "learner"), await addMember(db, cohortId, "learner")];
  const by = { cohortId, createdBy: instructor.id, versionId: world.versionId };
  competition = await createCompetitionOf(db, by);
});

const plain = presetGraph();

/** The same network under other names, listed the other way round. */
const renamed: ModelGraph = {
  ...plain,
  nodes: plain.nodes.map((node, at) => ({ ...node, name: `mine_${at}` })).toReversed(),
};

type Entry = { graph?: ModelGraph; seed: number; noise?: number; designId?: string };

/** A network of that seed, its weights moved by so much of each, handed in by somebody. */
async function enter(person: Person | undefined, { graph = plain, seed, noise = 0, designId }: Entry) {
  const { db, files } = world.deps;
  const settings = hyperParameters.parse({ seed: seed + (noise === 0 ? 0 : 1000) });
  const ofRun = { graph, hyperParameters: settings, ...(designId === undefined ? {} : { designId }) };
  const submissionId = await competition.enter(person?.id ?? "", {}, ofRun);
  const [row] = await db.select().from(submission).where(eq(submission.id, submissionId));
  const runId = row?.runId ?? "";
  const plan = planNetwork(graph, { inputShape: [64, 64, 3], target: numberedClasses(10) });
  // In the plan's own order, so that it is the same network under whatever names.
  const weights = new Map(
    [...initialWeights(plan, seed)].map(([key, values], at) => [
      key,
      values.map((value, place) => value * (1 + noise * Math.sin(7 * place + at))),
    ]),
  );
  const bytes = encodeTrainedNetwork({ graph, classes: [] }, plan, weights);
  const stored = await files.put(`runs/${runId}/weights-1.safetensors`, Readable.from([bytes]));
  await db.insert(artifact).values({ runId, kind: "safetensors", storageKey: stored.key, ...stored });
}

async function pairs() {
  while ((await keepTraits(world.deps)) > 0);
  const found = await alikeEntries(world.as(instructor), competition.exerciseId);
  return found.map(({ entries, ...pair }) => ({
    ...pair,
    people: entries.map(({ user }) => people.findIndex(({ id }) => id === user.id)).toSorted((a, b) => a - b),
  }));
}

test("weights that are another's but for a millionth are found under other names; those of another seed are not near", async () => {
  await enter(people[0], { seed: 3 });
  await enter(people[1], { seed: 3, noise: 1e-6, graph: renamed });
  await enter(people[2], { seed: 4 });
  const [near, ...others] = await pairs();
  expect(near).toMatchObject({ people: [0, 1], hasSameWeights: false, hasSameSeed: false });
  expect(near?.weights?.share).toBeGreaterThan(0.99);
  expect(near?.weights?.distance).toBeGreaterThan(1e-7);
  expect(near?.weights?.distance).toBeLessThan(1e-5);
  // Equally alike: in whichever order.
  expect(others.map(({ people: who }) => who.join()).toSorted()).toEqual(["0,2", "1,2"]);
  expect(others.map(({ weights }) => weights)).toEqual([
    { share: 0, distance: 0 },
    { share: 0, distance: 0 },
  ]);
});

test("one network under other names is the same network, until more people have it than could have had it from each other", async () => {
  await enter(people[0], { seed: 3 });
  await enter(people[1], { seed: 4, graph: renamed });
  expect(await pairs()).toMatchObject([
    { people: [0, 1], hasSameNetwork: true, hasSameSeed: false, graph: 1 },
  ]);
  for (const seed of [5, 6]) await enter(await addMember(world.deps.db, cohortId, "learner"), { seed });
  expect(await pairs()).toEqual([]);
});

test("what neither trained is not held against them: a class may begin from one backbone", async () => {
  const frozen = (units: number): ModelGraph => {
    const layers: ChainLayer[] = [
      { type: "Conv2D", settings: { filters: 8, kernelSize: [3, 3], [TRAINABLE]: false } },
      { type: "GlobalAveragePooling2D" },
      { type: "Dense", settings: { units } },
      { type: "Dense", settings: { units: 10 } },
    ];
    return chainGraph(layers);
  };
  await enter(people[0], { seed: 3, graph: frozen(5) });
  await enter(people[1], { seed: 3, graph: frozen(7), noise: 1e-6 });
  expect(await pairs()).toEqual([]);
});

/** Blocks one after the other, a save each, as somebody edits. */
async function edited(person: Person, filters: readonly number[]): Promise<string> {
  const ctx = world.as(person);
  const layers = (count: number): ChainLayer[] => [
    ...filters
      .slice(0, count)
      .map((each): ChainLayer => ({ type: "Conv2D", settings: { filters: each, kernelSize: [3, 3] } })),
    { type: "Flatten" },
    { type: "Dense", settings: { units: 10 } },
  ];
  const { id: designId } = await createDesignOf(world.deps.db, { cohortId, ownerId: person.id });
  for (let count = 0; count <= filters.length; count++) {
    await saveDesign(ctx, { designId, revision: count + 1, graph: chainGraph(layers(count)) });
  }
  return designId;
}

test("designs that were edited alike are found though what came of them is not the same", async () => {
  const steps = [4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48];
  const [one, other, third] = people;
  if (one === undefined || other === undefined || third === undefined) throw new Error("There are three");
  const seeds = [{ steps }, { steps: [...steps, 52] }, { steps: steps.toReversed() }];
  const [first, second, backwards] = await Promise.all(
    [one, other, third].map(async (person, at) => edited(person, seeds[at]?.steps ?? [])),
  );
  await enter(one, { seed: 3, ...(first === undefined ? {} : { designId: first }) });
  const lenet = presetGraph("lenet-64");
  await enter(other, { seed: 4, graph: lenet, ...(second === undefined ? {} : { designId: second }) });
  const dense = presetGraph("dense-only");
  await enter(third, { seed: 5, graph: dense, ...(backwards === undefined ? {} : { designId: backwards }) });
  const found = await pairs();
  expect(found).toMatchObject([{ people: [0, 1], hasSameNetwork: false }]);
  const edits = found[0]?.edits;
  expect(edits?.same).toBe(edits?.of);
  expect(edits?.of).toBeGreaterThanOrEqual(steps.length);
  expect(edits?.seconds.every((seconds) => seconds >= 0)).toBe(true);
});
