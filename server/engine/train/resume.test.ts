import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { expect, test } from "vitest";
import { chainGraph } from "#models/graph/chain.ts";
import { withOtherIds } from "#models/testing/with-other-ids.ts";
import { hyperParameters, optimizerName, type HyperParameters } from "#models/training/hyper-parameters.ts";
import type { EpochMetrics } from "#models/training/epoch-metrics.ts";
import { EngineError } from "../engine-error.ts";
import type { TrainOutcome, TrainTask } from "../engine.ts";
import { onnxEngine } from "../onnx/onnx-engine.ts";
import { randomSplit } from "../testing/random-batch.ts";

const imageShape = [4, 4, 3] as const;
const EPOCHS = 5;

function task(settings: Partial<HyperParameters>, changes: Partial<TrainTask> = {}): TrainTask {
  return {
    graph: chainGraph(
      [
        { type: "Conv2D", settings: { filters: 3, kernelSize: [3, 3] } },
        { type: "BatchNormalization", settings: { momentum: 0.8 } },
        { type: "Flatten" },
        { type: "Dropout", settings: { rate: 0.2 } },
        { type: "Dense", settings: { units: 3 } },
      ],
      [...imageShape],
    ),
    target: numberedClasses(3),
    imageShape,
    hyperParameters: hyperParameters.parse({
      epochs: EPOCHS,
      batchSize: 8,
      learningRate: 0.02,
      flipHorizontal: true,
      ...settings,
    }),
    train: randomSplit(30, { shape: imageShape, classes: 3, seed: 1 }),
    validation: randomSplit(20, { shape: imageShape, classes: 3, seed: 2 }),
    threads: 1,
    ...changes,
  };
}

/** Every layer that draws numbers in training. */
const drawing = chainGraph(
  [
    { type: "RandomFlip" },
    { type: "RandomRotation" },
    { type: "RandomTranslation", settings: { heightFactor: 0.3, widthFactor: 0.3 } },
    { type: "RandomContrast", settings: { factor: 0.5 } },
    { type: "GaussianNoise", settings: { stddev: 0.2 } },
    { type: "Conv2D", settings: { filters: 3, kernelSize: [3, 3] } },
    { type: "SpatialDropout2D", settings: { rate: 0.3 } },
    { type: "Flatten" },
    { type: "Dropout", settings: { rate: 0.2 } },
    { type: "Dense", settings: { units: 3 } },
  ],
  [...imageShape],
);

test("ids of blocks decide nothing: neither first weights nor any number that is drawn", async () => {
  const settings = { epochs: 2 };
  const train = async (graph: TrainTask["graph"]) => {
    const { epochs, weights, model } = await onnxEngine.train(task(settings, { graph }));
    return { epochs: measuredOf(epochs), weights: [...weights], model };
  };
  expect(await train(withOtherIds(drawing))).toEqual(await train(drawing));
});

const CONFIGURATIONS: readonly [string, Partial<HyperParameters>][] = [
  ...optimizerName.options.map((optimizer): [string, Partial<HyperParameters>] => [optimizer, { optimizer }]),
  ["sgd without momentum", { optimizer: "sgd", momentum: 0 }],
  ["sgd with Nesterov momentum", { optimizer: "sgd", nesterov: true }],
  ["step", { schedule: "step", stepEpochs: 2 }],
  ["cosine with warm-up", { schedule: "cosine", warmupEpochs: 1.5, cosineAlpha: 0.1 }],
  ["plateau", { schedule: "plateau", plateauPatience: 1, plateauMinDelta: 10 }],
  ["plateau with warm-up", { schedule: "plateau", plateauPatience: 2, plateauMinDelta: 10, warmupEpochs: 2 }],
  ["early stopping", { earlyStopping: "valLoss", earlyStoppingPatience: 3, earlyStoppingMinDelta: 10 }],
  ["early stopping on accuracy", { earlyStopping: "valAccuracy", earlyStoppingPatience: 2 }],
  ["decay, clipping, smoothing", { weightDecay: 0.1, globalClipnorm: 0.5, labelSmoothing: 0.1 }],
  ["balanced classes", { classWeight: "balanced", optimizer: "sgd" }],
];

/** All that does not depend on the clock. */
const measuredOf = (epochs: readonly EpochMetrics[]) =>
  epochs.map(({ seconds: _seconds, imagesPerSecond: _speed, ...measured }) => measured);

test.each(CONFIGURATIONS)(
  "%s: stopped after any epoch and resumed, as if uninterrupted",
  async (_, settings) => {
    const checkpoints: Uint8Array[] = [];
    const whole = await onnxEngine.train(
      task(settings, { onEpoch: ({ checkpoint }) => void checkpoints.push(checkpoint()) }),
    );
    for (const checkpoint of [checkpoints[0], checkpoints[2], checkpoints.at(-1)]) {
      const resumed = await onnxEngine.train(task(settings, { resumeFrom: checkpoint ?? new Uint8Array() }));
      expect(measuredOf(resumed.epochs)).toEqual(measuredOf(whole.epochs));
      expect(resumed.bestEpoch).toBe(whole.bestEpoch);
      expect(resumed.weights).toEqual(whole.weights);
    }
  },
);

test("paused after any step, all that draws numbers, a plateau and early stopping go on as if uninterrupted", async () => {
  // Nothing is ever better by 10: the rate drops after every epoch but the first, and the fourth is the last.
  const settings: Partial<HyperParameters> = {
    schedule: "plateau",
    plateauPatience: 1,
    plateauMinDelta: 10,
    plateauFactor: 0.5,
    earlyStopping: "valLoss",
    earlyStoppingPatience: 3,
    earlyStoppingMinDelta: 10,
    flipVertical: true,
  };
  const whole = await onnxEngine.train(task(settings, { graph: drawing }));
  expect(whole.epochs.map(({ learningRate }) => learningRate)).toEqual([0.02, 0.02, 0.01, 0.005]);
  let checkpoint: Uint8Array | undefined;
  let resumed: TrainOutcome | undefined;
  let pauses = 0;
  while (resumed === undefined) {
    let looks = 0;
    // Before the third step from there, or in a validation.
    const pauseSignal = {
      get aborted() {
        return ++looks > 2;
      },
    } as AbortSignal;
    const changes: Partial<TrainTask> = {
      graph: drawing,
      pauseSignal,
      onPause: (paused) => void (checkpoint = paused.checkpoint()),
      ...(checkpoint === undefined ? {} : { resumeFrom: checkpoint }),
    };
    resumed = await onnxEngine.train(task(settings, changes)).catch((error: unknown) => {
      if (!(error instanceof EngineError) || error.code !== "PAUSED") throw error;
      pauses += 1;
      return undefined;
    });
  }
  expect(pauses).toBeGreaterThan(6);
  expect(measuredOf(resumed.epochs)).toEqual(measuredOf(whole.epochs));
  expect(resumed.bestEpoch).toBe(whole.bestEpoch);
  expect(resumed.weights).toEqual(whole.weights);
});

test("a schedule's learning rates are those of its epochs' last steps", async () => {
  const ratesOf = async (settings: Partial<HyperParameters>) =>
    (await onnxEngine.train(task(settings))).epochs.map(({ learningRate }) => learningRate);
  // 30 images in batches of 8: four steps an epoch.
  expect(await ratesOf({ schedule: "step", stepEpochs: 2, learningRate: 0.04 })).toEqual([
    0.04, 0.04, 0.02, 0.02, 0.01,
  ]);
  expect(
    await ratesOf({ schedule: "plateau", plateauPatience: 2, plateauMinDelta: 10, plateauFactor: 0.5 }),
  ).toEqual([0.02, 0.02, 0.02, 0.01, 0.01]);
  expect(await ratesOf({ warmupEpochs: 2, epochs: 3 })).toEqual([0.02 * (3 / 8), 0.02 * (7 / 8), 0.02]);
});

test("early stopping ends the run, and the best epoch's weights are kept", async () => {
  // No loss is ever lower by 10, so the first epoch is the last that counts as an improvement.
  const never = { earlyStoppingPatience: 2, earlyStoppingMinDelta: 10, epochs: 9 };
  const stopped = await onnxEngine.train(task({ earlyStopping: "valLoss", ...never }));
  expect(stopped.epochs).toHaveLength(3);
  const losses = stopped.epochs.map(({ validation }) => validation.loss);
  expect(losses[stopped.bestEpoch - 1]).toBe(Math.min(...losses));
  const whole = await onnxEngine.train(task({ ...never, epochs: 3 }));
  expect(stopped.epochs.map(({ validation }) => validation.loss)).toEqual(
    whole.epochs.map(({ validation }) => validation.loss),
  );
});

test("more epochs go on from a checkpoint, but not where the learning rate ends with them", async () => {
  const checkpoints: Uint8Array[] = [];
  const onEpoch = ({ checkpoint }: { checkpoint: () => Uint8Array }) => void checkpoints.push(checkpoint());
  await onnxEngine.train(task({ epochs: 1 }, { onEpoch }));
  await onnxEngine.train(task({ epochs: 1, schedule: "cosine" }, { onEpoch }));
  const [constant = new Uint8Array(), cosine = new Uint8Array()] = checkpoints;
  expect((await onnxEngine.train(task({ epochs: 2 }, { resumeFrom: constant }))).epochs).toHaveLength(2);
  await expect(
    onnxEngine.train(task({ epochs: 2, schedule: "cosine" }, { resumeFrom: cosine })),
  ).rejects.toMatchObject({ code: "BAD_CHECKPOINT" });
});

test.each([
  { classWeight: [1, 2], message: /Expected 3 class weights.*received 2/ },
  { classWeight: [0, 0, 0], message: /at least one class weight above 0/ },
])("class weights $classWeight are refused", async ({ classWeight, message }) => {
  await expect(onnxEngine.train(task({ classWeight }))).rejects.toMatchObject({
    code: "BAD_DATA",
    message: expect.stringMatching(message),
  });
});

test("of the validation loss, smoothing counts and class weights do not, as in Keras", async () => {
  const firstOf = async (settings: Partial<HyperParameters>) =>
    (
      await onnxEngine.train(
        task({ optimizer: "sgd", learningRate: 1e-7, momentum: 0, epochs: 1, ...settings }),
      )
    ).epochs[0];
  const [plain, weighted, smoothed] = [
    await firstOf({}),
    await firstOf({ classWeight: [2, 2, 2] }),
    await firstOf({ labelSmoothing: 0.3 }),
  ];
  expect(weighted?.train.loss).toBeCloseTo(2 * (plain?.train.loss ?? 0), 4);
  expect(weighted?.validation.loss).toBeCloseTo(plain?.validation.loss ?? 0, 4);
  expect(Math.abs((smoothed?.validation.loss ?? 0) - (plain?.validation.loss ?? 0))).toBeGreaterThan(1e-3);
});
