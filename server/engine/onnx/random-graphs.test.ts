import { beforeAll, expect, test } from "vitest";
import { layerOf } from "#models/layers/index.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { inProof } from "#models/testing/proof.ts";
import { largestGap } from "../testing/largest-gap.ts";
import { networkPair } from "../testing/network-pair.ts";
import { exportModel } from "./graph/export-model.ts";
import { ModelSession } from "./session/model-session.ts";
import { GROWING, randomGraph } from "../testing/random-graph.ts";
import { TfjsOracle } from "../testing/tfjs-oracle.ts";
import type { ImageShape } from "../split.ts";

const GRAPHS = 300;
const SHAPE: ImageShape = [6, 5, 2];
const CLASSES = 3;
/** Small enough for a few steps to be steady; a gradient is what a weight loses in the first one, divided by it. */
const LEARNING_RATE = 0.02;
const STEPS = 4;

const SEEDS = Array.from({ length: GRAPHS }, (_, i) => i + 1);
const graphOf = (seed: number) => randomGraph(seed, { inputShape: SHAPE, classes: CLASSES });

beforeAll(() => TfjsOracle.prepare());

/** The kinds of layers that a graph has, and what is chosen for their settings. */
function kindsOf({ nodes }: ModelGraph): Set<string> {
  const kinds = nodes.flatMap(({ type, settings }) => [
    type,
    ...Object.entries(settings).map(([name, value]) => `${name} ${JSON.stringify(value)}`),
  ]);
  return new Set(kinds);
}

/** As many as it takes for every kind that is in any of them. */
function firstOfEveryKind(): number[] {
  const met = new Set<string>();
  return SEEDS.filter((seed) => {
    const before = met.size;
    for (const kind of kindsOf(graphOf(seed))) met.add(kind);
    return met.size > before;
  });
}

test.each(inProof(SEEDS, firstOfEveryKind()))("random graph %i trains as in TensorFlow.js", async (seed) => {
  const graph = graphOf(seed);
  const told = `seed ${seed}\n${describe(graph)}\n`;
  const pair = await networkPair(graph, {
    imageShape: SHAPE,
    classes: CLASSES,
    hyperParameters: { optimizer: "sgd", learningRate: LEARNING_RATE, momentum: 0.9 },
  });
  expect(Math.abs((await pair.step(1)) - pair.oracleStep()), `${told}loss`).toBeLessThan(1e-4);
  const { gap, key } = largestGap(pair.session.weights(), pair.oracle.weights());
  expect(gap / LEARNING_RATE, `${told}gradient of ${key}`).toBeLessThan(1e-4);
  for (let step = 2; step <= STEPS; step++) {
    expect(Math.abs((await pair.step(step)) - pair.oracleStep()), `${told}loss of step ${step}`).toBeLessThan(
      1e-3,
    );
  }
  const last = largestGap(pair.session.weights(), pair.oracle.weights());
  expect(last.gap, `${told}${last.key} after ${STEPS} steps`).toBeLessThan(1e-3);
  await pair.session.release();

  const weights = pair.oracle.weights();
  const model = await ModelSession.open(exportModel(pair.plan, weights), { threads: 1 });
  const { probabilities = new Float32Array() } = await model.infer(
    pair.batch.images,
    pair.batch.count,
    SHAPE,
  );
  const answers = new Map([["probabilities", pair.oracle.probabilities(pair.batch.images)]]);
  const answered = largestGap(new Map([["probabilities", probabilities]]), answers);
  expect(answered.gap, `${told}answers`).toBeLessThan(1e-4);
  await model.release();
});

test("the random graphs hold every kind of layer but augmentation, every choice of a setting, and branches", () => {
  const graphs = SEEDS.map(graphOf);
  const met = new Set(graphs.flatMap((graph) => [...kindsOf(graph)]));
  const wanted = GROWING.flatMap((type) => {
    const choices = (layerOf(type)?.fields ?? []).flatMap((field) => {
      if (field.kind === "boolean") return ["true", "false"].map((value) => `${field.name} ${value}`);
      const isDrawn = field.kind === "choice" && !field.name.endsWith("Initializer");
      return isDrawn ? field.options.map(({ value }) => `${field.name} ${JSON.stringify(value)}`) : [];
    });
    return [type, ...choices];
  });
  expect(wanted.filter((each) => !met.has(each))).toEqual([]);
  const branching = graphs.filter(
    ({ edges }) => new Set(edges.map(({ source }) => source)).size < edges.length,
  );
  expect(branching.length).toBeGreaterThan(GRAPHS / 2);
});

/** One line a layer: what it is and what it reads. */
function describe({ nodes, edges }: ModelGraph): string {
  return nodes
    .map(({ id, settings }) => {
      const sources = edges.filter(({ target }) => target === id).map(({ source }) => source);
      return `${id} ${JSON.stringify(settings)} <- ${sources.join(", ")}`;
    })
    .join("\n");
}
