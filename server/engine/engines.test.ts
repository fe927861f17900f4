import { evaluation as classificationEvaluation } from "#models/training/metrics.ts";
import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, test } from "vitest";
import { chainGraph, type ChainLayer } from "#models/graph/chain.ts";
import { hyperParameters, type HyperParameters } from "#models/training/hyper-parameters.ts";
import type { EngineError } from "./engine-error.ts";
import type { FinishedEpoch, PausedTraining, TrainOutcome, TrainProgress, TrainTask } from "./engine.ts";
import { evaluate } from "./score/evaluate.ts";
import { predict } from "./score/predict.ts";
import type { ImageShape } from "./split.ts";
import { randomSplit } from "./testing/random-batch.ts";
import { onnxEngine } from "./onnx/onnx-engine.ts";
import { createTfjsEngine } from "./tfjs/tfjs-engine.ts";

const tfjsEngine = createTfjsEngine(tf);
const ENGINES = [onnxEngine, tfjsEngine];

beforeAll(async () => {
  tf.env().set("PROD", true);
  await tf.setBackend("cpu");
});

const imageShape: ImageShape = [8, 8, 3];
const target = numberedClasses(3);
const scoring = { imageShape, target, trainTargets: [0, 1, 2], loss: null };
const graph = chainGraph(
  [
    { type: "Conv2D", settings: { filters: 4, kernelSize: [3, 3], activation: "relu" } },
    { type: "BatchNormalization", settings: { momentum: 0.8 } },
    { type: "MaxPooling2D" },
    { type: "Flatten" },
    { type: "Dropout", settings: { rate: 0.3 } },
    { type: "Dense", settings: { units: 3 } },
  ],
  [8, 8, 3],
);

function task(changes: Partial<TrainTask> = {}, settings: Partial<HyperParameters> = {}): TrainTask {
  return {
    graph,
    target,
    imageShape,
    hyperParameters: hyperParameters.parse({
      epochs: 3,
      batchSize: 16,
      learningRate: 0.01,
      flipHorizontal: true,
      flipVertical: true,
      ...settings,
    }),
    // 70 is no multiple of 16: the last batch is smaller.
    train: randomSplit(70, { shape: imageShape, classes: 3, seed: 1 }),
    validation: randomSplit(40, { shape: imageShape, classes: 3, seed: 2 }),
    threads: 1,
    ...changes,
  };
}

const lossesOf = (epochs: TrainOutcome["epochs"]) =>
  epochs.map(({ train, validation }) => [train.loss, validation.loss, train.accuracy]);

describe.each(ENGINES)("$name: training", (engine) => {
  test("learns, and keeps the best epoch's weights", async () => {
    const outcome = await engine.train(task({}, { epochs: 12 }));
    const accuracies = outcome.epochs.map((epoch) => epoch.validation.accuracy ?? 0);
    expect(Math.max(...accuracies)).toBeGreaterThan(0.8);
    expect(outcome.epochs[outcome.bestEpoch - 1]?.validation.accuracy).toBe(Math.max(...accuracies));

    const split = randomSplit(40, { shape: imageShape, classes: 3, seed: 2 });
    const { mistakes, ...scored } = await evaluate({ model: outcome.model, split, ...scoring });
    const evaluation = classificationEvaluation.parse(scored.evaluation);
    const best = outcome.epochs[outcome.bestEpoch - 1]!;
    expect(evaluation.accuracy).toBe(best.validation.accuracy);
    expect(evaluation.loss).toBeCloseTo(best.validation.loss, 5);
    expect(evaluation.confusion.flat().reduce((sum, count) => sum + count, 0)).toBe(40);
    expect(mistakes).toHaveLength(Math.round((1 - evaluation.accuracy) * 40));
    expect(mistakes.every(({ index, actual }) => split.targets[index] === actual)).toBe(true);

    const [first] = await predict({
      model: outcome.model,
      images: split.images.subarray(0, 192),
      imageShape,
    });
    expect(first!.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 5);
  });

  test("what kernels add counts in the loss of training and of validation, and not in the test score", async () => {
    const penalized = structuredClone(graph);
    for (const { type, settings } of penalized.nodes) {
      if (type === "Dense") Object.assign(settings, { kernelL1: 0.01, kernelL2: 0.1 });
    }
    // So slow that the network stays as it is.
    const [plain, outcome] = [
      await engine.train(task({}, { epochs: 1, learningRate: 1e-7 })),
      await engine.train(task({ graph: penalized }, { epochs: 1, learningRate: 1e-7 })),
    ];
    const kernel = outcome.weights.get("dense/kernel")!;
    const added = kernel.reduce((sum, weight) => sum + 0.01 * Math.abs(weight) + 0.1 * weight ** 2, 0);
    const [before, after] = [plain.epochs[0]!, outcome.epochs[0]!];
    expect(added).toBeGreaterThan(0.1);
    expect(after.train.loss - before.train.loss).toBeCloseTo(added, 3);
    expect(after.validation.loss - before.validation.loss).toBeCloseTo(added, 3);
    const { evaluation } = await evaluate({
      model: outcome.model,
      split: task().validation,
      ...scoring,
    });
    expect(evaluation.loss).toBeCloseTo(after.validation.loss - added, 5);
  });

  test("the same seed gives the same losses, bit for bit; another seed others", async () => {
    const [one, two, other] = [
      await engine.train(task({ threads: 2 })),
      await engine.train(task({ threads: 2 })),
      await engine.train(task({}, { seed: 2 })),
    ];
    expect(lossesOf(one.epochs)).toEqual(lossesOf(two.epochs));
    expect(one.weights).toEqual(two.weights);
    expect(lossesOf(other.epochs)).not.toEqual(lossesOf(one.epochs));
  });

  test("resumed after an epoch, it goes on as if uninterrupted", async () => {
    const checkpoints: Uint8Array[] = [];
    const whole = await engine.train(
      task({ onEpoch: ({ checkpoint }: FinishedEpoch) => void checkpoints.push(checkpoint()) }),
    );
    const resumed = await engine.train(task({ resumeFrom: checkpoints[0]! }));
    expect(lossesOf(resumed.epochs)).toEqual(lossesOf(whole.epochs));
    expect(resumed.bestEpoch).toBe(whole.bestEpoch);
    expect(resumed.weights).toEqual(whole.weights);
  });

  test("paused before a step or in a validation, again and again, it goes on as if uninterrupted", async () => {
    const whole = await engine.train(task());
    let resumeFrom: Uint8Array | undefined;
    let resumed: TrainOutcome | undefined;
    const places: string[] = [];
    while (resumed === undefined) {
      let looks = 0;
      // The engine looks before each of 5 steps and before the one batch of a validation.
      const pauseSignal = {
        get aborted() {
          return ++looks > 4;
        },
      } as AbortSignal;
      resumed = await engine
        .train(
          task({
            pauseSignal,
            ...(resumeFrom === undefined ? {} : { resumeFrom }),
            onPause({ epoch, step, steps, checkpoint }) {
              places.push(`${epoch}: ${step} of ${steps}`);
              resumeFrom = checkpoint();
            },
          }),
        )
        .catch((error: EngineError) => {
          if (error.code !== "PAUSED") throw error;
          return undefined;
        });
    }
    expect(places).toEqual(["1: 4 of 5", "2: 2 of 5", "3: 0 of 5", "3: 4 of 5"]);
    expect(lossesOf(resumed.epochs)).toEqual(lossesOf(whole.epochs));
    expect(resumed.bestEpoch).toBe(whole.bestEpoch);
    expect(resumed.weights).toEqual(whole.weights);
  });

  test("paused before its first step and in a validation, it says how far it is", async () => {
    for (const [looksBefore, place] of [
      [0, { epoch: 1, step: 0, steps: 5 }],
      [5, { epoch: 1, step: 5, steps: 5 }],
    ] as const) {
      let looks = 0;
      let paused: PausedTraining | undefined;
      const pauseSignal = {
        get aborted() {
          return ++looks > looksBefore;
        },
      } as AbortSignal;
      const training = task({ pauseSignal, onPause: (at) => void (paused = at) });
      await expect(engine.train(training)).rejects.toMatchObject({ code: "PAUSED" });
      expect(paused).toMatchObject(place);
      const checkpoint = paused!.checkpoint();
      const progress: TrainProgress[] = [];
      const whole = await engine.train(task());
      const resumed = await engine.train(
        task({ resumeFrom: checkpoint, onProgress: (report) => void progress.push(report) }),
      );
      expect(lossesOf(resumed.epochs)).toEqual(lossesOf(whole.epochs));
      expect(progress[0]).toMatchObject({ epoch: 1, step: Math.min(5, place.step + 1) });
      expect(progress[0]!.loss).toBeGreaterThan(0);
    }
  });

  test("reports progress at once after the first step", async () => {
    const progress: TrainProgress[] = [];
    await engine.train(task({ onProgress: (report) => void progress.push(report) }, { epochs: 1 }));
    expect(progress[0]).toMatchObject({ phase: "training", epoch: 1, epochs: 1, step: 1, steps: 5 });
    expect(progress[0]!.imagesPerSecond).toBeGreaterThan(0);
    expect(progress.at(-1)).toMatchObject({ phase: "validating", step: 5 });
  });

  test("tells every step once, also where it stops within an epoch", async () => {
    const progress: TrainProgress[] = [];
    const onProgress = (report: TrainProgress) => void progress.push(report);
    const { epochs } = await engine.train(task({ onProgress }, { epochs: 2 }));
    const points = progress.flatMap(({ recent }) => (recent === null ? [] : [recent]));
    expect(points[0]?.[0]).toBe(1);
    expect(points.at(-1)?.[0]).toBe(10);
    const places = points.map(([to]) => to);
    expect(places).toEqual([...new Set(places)].toSorted((a, b) => a - b));
    // The epoch's mean is that of its points, by their images; the last batch of an epoch is smaller.
    const imagesUpTo = (to: number) => Math.floor(to / 5) * 70 + (to % 5) * 16;
    const sum = points.reduce((total, [to, , loss], index) => {
      return total + loss * (imagesUpTo(to) - imagesUpTo(points[index - 1]?.[0] ?? 0));
    }, 0);
    const expected = epochs.reduce((total, { train }) => total + train.loss * 70, 0);
    expect(sum / expected).toBeCloseTo(1, 3);

    let looks = 0;
    const pauseSignal = {
      get aborted() {
        return ++looks > 3;
      },
    } as AbortSignal;
    progress.length = 0;
    await expect(engine.train(task({ onProgress, pauseSignal }))).rejects.toMatchObject({ code: "PAUSED" });
    expect(progress.at(-1)?.recent?.[0]).toBe(3);
  });
});

describe.each(ENGINES)("$name: what may go wrong", (engine) => {
  test("a loss that is no number names the step and what to try", async () => {
    await expect(
      engine.train(task({}, { optimizer: "sgd", learningRate: 10, momentum: 0.999, epochs: 60 })),
    ).rejects.toMatchObject({
      code: "NOT_FINITE",
      message: expect.stringMatching(/step \d+ .*learning rate/s),
    });
  });

  test("cancelled, it stops before the next step", async () => {
    const cancel = new AbortController();
    let reports = 0;
    const cancelled = engine.train(
      task({
        signal: cancel.signal,
        onProgress: () => {
          reports++;
          cancel.abort();
        },
      }),
    );
    await expect(cancelled).rejects.toMatchObject({ code: "CANCELLED" });
    expect(reports).toBe(1);
  });

  test("a network without an Output is refused in a learner's words", async () => {
    const headless = { ...graph, nodes: graph.nodes.filter((node) => node.type !== "Output") };
    await expect(engine.train(task({ graph: headless }))).rejects.toMatchObject({
      code: "INVALID_GRAPH",
    });
  });

  test("a checkpoint of other hyper-parameters is refused, and so is a damaged one", async () => {
    let saved = new Uint8Array();
    await engine.train(
      task({ onEpoch: ({ checkpoint }) => void (saved = checkpoint() as typeof saved) }, { epochs: 1 }),
    );
    await expect(engine.train(task({ resumeFrom: saved }, { batchSize: 8 }))).rejects.toMatchObject({
      code: "BAD_CHECKPOINT",
    });
    await expect(engine.train(task({ resumeFrom: saved.subarray(0, 500) }))).rejects.toMatchObject({
      code: "BAD_CHECKPOINT",
    });
  });
});

/**
 * Without biases below a normalization: their gradients are 0 but for rounding, which Adam and RMSprop blow up to whole
 * steps, in another direction in each engine.
 */
function twin(settings: Partial<HyperParameters> = {}): TrainTask {
  const layers: ChainLayer[] = [
    { type: "Conv2D", settings: { filters: 4, kernelSize: [3, 3], useBias: false, activation: "tanh" } },
    { type: "BatchNormalization", settings: { momentum: 0.8 } },
    { type: "MaxPooling2D" },
    { type: "Flatten" },
    { type: "Dropout", settings: { rate: 0.3 } },
    { type: "Dense", settings: { units: 3 } },
  ];
  return task({ graph: chainGraph(layers, [8, 8, 3]) }, settings);
}

const OPTIMIZERS = ["adam", "sgd", "rmsprop"] as const;

describe("one engine and the other", () => {
  test.each(OPTIMIZERS)("the same losses with %s", async (optimizer) => {
    const settings = { optimizer, learningRate: 0.002 } as const;
    const outcomes = [await onnxEngine.train(twin(settings)), await tfjsEngine.train(twin(settings))];
    const [onnx = [], tfjs = []] = outcomes.map(({ epochs }) =>
      epochs.flatMap(({ train, validation }) => [train.loss, validation.loss]),
    );
    const gaps = onnx.map((loss, i) => Math.abs(loss - (tfjs[i] ?? Number.NaN)));
    expect(gaps).toHaveLength(6);
    expect(Math.max(...gaps)).toBeLessThan(1e-4);
  });

  test("each goes on from the other's checkpoint", async () => {
    const whole = await onnxEngine.train(twin());
    for (const [first, second] of [ENGINES, ENGINES.toReversed()]) {
      const checkpoints: Uint8Array[] = [];
      await first?.train({
        ...twin(),
        onEpoch: ({ checkpoint }) => void checkpoints.push(checkpoint()),
      });
      const resumed = await second?.train({ ...twin(), resumeFrom: checkpoints[0]! });
      const gaps =
        resumed?.epochs.map(({ train }, i) => Math.abs(train.loss - whole.epochs[i]!.train.loss)) ?? [];
      expect(gaps).toHaveLength(3);
      expect(Math.max(...gaps)).toBeLessThan(1e-4);
    }
  });
});
