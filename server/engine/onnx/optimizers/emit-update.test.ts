import { InferenceSession, Tensor } from "onnxruntime-node";
import { expect, test } from "vitest";
import { hyperParameters, optimizerName, type HyperParameters } from "#models/training/hyper-parameters.ts";
import { GraphBuilder } from "../graph/graph-builder.ts";
import { PORTABLE } from "../session/target.ts";
import { emitUpdate, updateInputs } from "./emit-update.ts";
import { OPTIMIZERS } from "./index.ts";

const START = [0.5, -1.25, 0, 2, -0.01];
/** Of ten steps; the second is long enough to be clipped at 1, the third is nearly nothing. */
const GRADIENTS = Array.from({ length: 10 }, (_, step) =>
  START.map((_value, i) => Math.sin(3 * step + i) * ([0.1, 20, 1e-6][step % 3] ?? 0)),
);
/** Another one each step, as a schedule gives it. */
const rateOf = (step: number) => 0.05 / step;

type State = { w: number[]; m: number[]; v: number[]; step: number };

/** The formulas of Keras 3's optimizers on plain numbers. */
const MOVES: Record<
  HyperParameters["optimizer"],
  (
    g: number,
    at: { m: number; v: number; t: number; rate: number } & HyperParameters,
  ) => [number, number, number]
> = {
  adam: adamMove,
  adamw: adamMove,
  sgd(g, { m, rate, momentum, nesterov }) {
    const velocity = momentum * m - rate * g;
    return [nesterov ? momentum * velocity - rate * g : velocity, velocity, 0];
  },
  rmsprop(g, { v, rate }) {
    const next = 0.9 * v + 0.1 * g * g;
    return [(-rate * g) / Math.sqrt(next + 1e-7), 0, next];
  },
  adagrad(g, { v, rate }) {
    const next = v + g * g;
    return [(-rate * g) / Math.sqrt(next + 1e-7), 0, next];
  },
};

function adamMove(
  g: number,
  { m, v, t, rate }: { m: number; v: number; t: number; rate: number },
): [number, number, number] {
  const first = 0.9 * m + 0.1 * g;
  const second = 0.999 * v + 0.001 * g * g;
  const alpha = (rate * Math.sqrt(1 - 0.999 ** t)) / (1 - 0.9 ** t);
  return [(-alpha * first) / (Math.sqrt(second) + 1e-7), first, second];
}

function byHand(settings: HyperParameters): number[] {
  const { optimizer, globalClipnorm } = settings;
  const decay = settings.weightDecay ?? (optimizer === "adamw" ? 0.004 : 0);
  const zeros = START.map(() => 0);
  const state: State = {
    w: [...START],
    m: zeros,
    v: zeros.map(() => (optimizer === "adagrad" ? 0.1 : 0)),
    step: 0,
  };
  for (const gradient of GRADIENTS) {
    state.step++;
    const rate = rateOf(state.step);
    const norm = Math.hypot(...gradient);
    const scale = globalClipnorm !== null && norm > globalClipnorm ? globalClipnorm / norm : 1;
    const moved = gradient.map((g, i) =>
      MOVES[optimizer](g * scale, {
        ...settings,
        m: state.m[i] ?? 0,
        v: state.v[i] ?? 0,
        t: state.step,
        rate,
      }),
    );
    state.w = state.w.map((w, i) => w - rate * decay * w + (moved[i]?.[0] ?? 0));
    state.m = moved.map(([, m]) => m);
    state.v = moved.map(([, , v]) => v);
  }
  return state.w;
}

async function inGraph(settings: HyperParameters): Promise<number[]> {
  const graph = new GraphBuilder(PORTABLE);
  const dims = [START.length];
  const { slots, initialSlotValue } = OPTIMIZERS[settings.optimizer];
  const names = slots(settings);
  const next = emitUpdate(graph, settings, {
    parameter: graph.input("parameter", "float32", dims),
    gradient: graph.input("gradient", "float32", dims),
    slots: names.map((name) => graph.input(name, "float32", dims)),
  });
  graph.output("next:parameter", next.parameter, { type: "float32", dims });
  for (const [i, name] of names.entries()) {
    graph.output(`next:${name}`, next.slots[i] ?? "", { type: "float32", dims });
  }
  const session = await InferenceSession.create(graph.encode("update"), { intraOpNumThreads: 1 });
  const vector = (values: number[]) => new Tensor("float32", Float32Array.from(values), dims);
  let now: Record<string, Tensor> = Object.fromEntries(
    names.map((name) => [name, vector(START.map(() => initialSlotValue))]),
  );
  let parameter: Tensor = vector(START);
  for (const [index, gradient] of GRADIENTS.entries()) {
    const step = index + 1;
    const scalars = updateInputs(settings, { step, learningRate: rateOf(step) });
    const feeds = { ...now, parameter, gradient: vector(gradient) } as Record<string, Tensor>;
    for (const [name, value] of Object.entries(scalars)) {
      feeds[name] = new Tensor("float32", Float32Array.of(value), []);
    }
    const outputs = await session.run(feeds);
    parameter = outputs["next:parameter"] as Tensor;
    now = Object.fromEntries(
      Object.keys(now).map((name) => [name, outputs[`next:${name}`] as Tensor] as const),
    );
  }
  await session.release();
  return [...(parameter.data as Float32Array)];
}

const VARIANTS: readonly [string, Partial<HyperParameters>][] = [
  ["", {}],
  [" with weight decay", { weightDecay: 0.3 }],
  [" without weight decay", { weightDecay: 0 }],
  [" clipped at 1", { globalClipnorm: 1 }],
  [" with both", { weightDecay: 0.1, globalClipnorm: 0.5 }],
];
const SGD: readonly [string, Partial<HyperParameters>][] = [
  ["sgd without momentum", { optimizer: "sgd", momentum: 0 }],
  ["sgd with Nesterov momentum", { optimizer: "sgd", nesterov: true, momentum: 0.8 }],
];
const ALL = [
  ...optimizerName.options.flatMap((optimizer) =>
    VARIANTS.map(([name, settings]) => [optimizer + name, { optimizer, ...settings }] as const),
  ),
  ...SGD,
];

test.each(ALL)("%s: ten steps are Keras's formulas", async (_, settings) => {
  const parsed = hyperParameters.parse(settings);
  const expected = byHand(parsed);
  const found = await inGraph(parsed);
  for (const [i, value] of expected.entries())
    expect(Math.abs((found[i] ?? Number.NaN) - value)).toBeLessThan(2e-6);
});

test("what is off adds nothing to the graph", () => {
  const nodesOf = (settings: Partial<HyperParameters>) => {
    const graph = new GraphBuilder(PORTABLE);
    const parsed = hyperParameters.parse(settings);
    emitUpdate(graph, parsed, { parameter: "w", gradient: "g", slots: ["m", "v"] });
    return {
      bytes: graph.encode("update").length,
      inputs: Object.keys(updateInputs(parsed, { step: 1, learningRate: 1 })),
    };
  };
  const plain = nodesOf({});
  expect(plain.inputs).toEqual(["stepSize"]);
  expect(nodesOf({ weightDecay: 0 })).toEqual(plain);
  expect(nodesOf({ optimizer: "adamw", weightDecay: 0 })).toEqual(plain);
  expect(nodesOf({ globalClipnorm: 1 }).bytes).toBeGreaterThan(plain.bytes);
});
