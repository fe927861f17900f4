import { expect, test } from "vitest";
import { DEFAULT_HYPER_PARAMETERS, type HyperParameters } from "#models/training/hyper-parameters.ts";
import { TRAINABLE } from "#models/layers/trainable.ts";
import { transferGraph, transferMobilenet } from "#models/presets/transfer-mobilenet.ts";
import { readOptions, USAGE } from "./options.ts";

test("nothing given: the lecture's network with the defaults of the forms", () => {
  expect(readOptions([])).toMatchObject({
    preset: "lecture-cnn",
    dataset: "eurosat",
    isJson: false,
    hyperParameters: { optimizer: "adam", learningRate: 0.001, batchSize: 32, epochs: 10, seed: 1 },
  });
});

test("every option arrives where it belongs", () => {
  const args =
    "--model net.json --weights net.keras --dataset synthetic --epochs 3 --batch 64 --optimizer sgd --lr 0.05 --momentum 0.8 --flips both --provider webgpu --seed 9 --out net.onnx --export folder --json";
  expect(readOptions(args.split(" "))).toEqual({
    preset: null,
    modelFile: "net.json",
    transfer: null,
    weightsFile: "net.keras",
    dataset: "synthetic",
    provider: "webgpu",
    outFile: "net.onnx",
    exportFolder: "folder",
    isJson: true,
    isHelp: false,
    hyperParameters: {
      ...DEFAULT_HYPER_PARAMETERS,
      optimizer: "sgd",
      learningRate: 0.05,
      momentum: 0.8,
      batchSize: 64,
      epochs: 3,
      seed: 9,
      flipHorizontal: true,
      flipVertical: true,
    },
  });
});

test("the transfer network is resized to a side and frozen up to a stage", () => {
  const given = readOptions(["--preset", "transfer-mobilenet", "--side", "96", "--frozen-stages", "0"]);
  expect(given.transfer).toEqual({ side: 96, frozenStages: 0 });
  const { nodes } = transferGraph(given.transfer ?? {});
  expect(nodes.find(({ type }) => type === "Resizing")?.settings).toEqual({ height: 96, width: 96 });
  expect(nodes.filter(({ settings }) => settings[TRAINABLE] === false)).toEqual([]);
  expect(transferGraph()).toEqual(transferMobilenet.graph);
});

/** What `--name value` sets, for every hyper-parameter that an option of its own sets. */
const GIVEN: Record<Exclude<keyof HyperParameters, "flipHorizontal" | "flipVertical">, [string, unknown]> = {
  optimizer: ["--optimizer rmsprop", "rmsprop"],
  learningRate: ["--lr 0.05", 0.05],
  momentum: ["--momentum 0.8", 0.8],
  nesterov: ["--nesterov", true],
  startedRateFactor: ["--started-rate-factor 0.1", 0.1],
  weightDecay: ["--weight-decay 0.01", 0.01],
  globalClipnorm: ["--global-clipnorm 2", 2],
  schedule: ["--schedule plateau", "plateau"],
  stepEpochs: ["--step-epochs 3", 3],
  stepFactor: ["--step-factor 0.2", 0.2],
  cosineAlpha: ["--cosine-alpha 0.1", 0.1],
  plateauFactor: ["--plateau-factor 0.3", 0.3],
  plateauPatience: ["--plateau-patience 4", 4],
  plateauMinDelta: ["--plateau-min-delta 0.01", 0.01],
  minLearningRate: ["--min-learning-rate 1e-5", 1e-5],
  warmupEpochs: ["--warmup-epochs 0.5", 0.5],
  earlyStopping: ["--early-stopping valAccuracy", "valAccuracy"],
  earlyStoppingPatience: ["--early-stopping-patience 7", 7],
  earlyStoppingMinDelta: ["--early-stopping-min-delta 0.002", 0.002],
  loss: ["--loss huber", "huber"],
  labelSmoothing: ["--label-smoothing 0.1", 0.1],
  classWeight: ["--class-weight 1,0,2.5", [1, 0, 2.5]],
  batchSize: ["--batch 64", 64],
  epochs: ["--epochs 3", 3],
  seed: ["--seed 9", 9],
};

test.each(Object.entries(GIVEN))("%s has an option", (name, [given, value]) => {
  expect(readOptions(given.split(" ")).hyperParameters).toEqual({
    ...DEFAULT_HYPER_PARAMETERS,
    [name]: value,
  });
  expect(USAGE).toContain(given.split(" ")[0]);
});

test.each([
  { args: ["--epoch", "3"], message: /--epoch/ },
  { args: ["--epochs", "0"], message: /--epochs/ },
  { args: ["--epochs", "many"], message: /--epochs is a number/ },
  { args: ["--batch", "100000"], message: /--batch/ },
  { args: ["--lr", "-1"], message: /--lr/ },
  { args: ["--schedule", "sometimes"], message: /--schedule/ },
  { args: ["--label-smoothing", "1"], message: /--label-smoothing/ },
  { args: ["--class-weight", "1,x"], message: /--class-weight is a number; received "x"/ },
  { args: ["--class-weight", "fair"], message: /--class-weight/ },
  { args: ["--optimizer", "lion"], message: /--optimizer/ },
  { args: ["--flips", "diagonal"], message: /--flips/ },
  { args: ["--provider", "tpu"], message: /--provider: expected one of cpu, webgpu, cuda, received tpu/ },
  { args: ["--preset", "tiny-cnn", "--model", "net.json"], message: /exclude/ },
  { args: ["--preset", "tiny-cnn", "--side", "96"], message: /--side and --frozen-stages go with/ },
  {
    args: ["--preset", "transfer-mobilenet", "--side", "9"],
    message: /--side: .* from 32 to 512, received 9/,
  },
  { args: ["--preset", "transfer-mobilenet", "--frozen-stages", "7"], message: /--frozen-stages: .* 0 to 6/ },
  { args: ["tiny-cnn"], message: /tiny-cnn/ },
])("$args is refused by name", ({ args, message }) => {
  expect(() => readOptions(args)).toThrow(message);
});
