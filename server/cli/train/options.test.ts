import { expect, test } from "vitest";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { readOptions } from "./options.ts";

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
    "--model net.json --dataset synthetic --epochs 3 --batch 64 --optimizer sgd --lr 0.05 --momentum 0.8 --flips both --seed 9 --out net.onnx --export net --json";
  expect(readOptions(args.split(" "))).toEqual({
    preset: null,
    modelFile: "net.json",
    dataset: "synthetic",
    outFile: "net.onnx",
    exportFolder: "net",
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

test.each([
  { args: ["--epoch", "3"], message: /--epoch/ },
  { args: ["--epochs", "0"], message: /--epochs/ },
  { args: ["--epochs", "many"], message: /--epochs is a number/ },
  { args: ["--batch", "100000"], message: /--batch/ },
  { args: ["--lr", "-1"], message: /--lr/ },
  { args: ["--optimizer", "lion"], message: /--optimizer/ },
  { args: ["--flips", "diagonal"], message: /--flips/ },
  { args: ["--preset", "tiny-cnn", "--model", "net.json"], message: /exclude/ },
  { args: ["tiny-cnn"], message: /tiny-cnn/ },
])("$args is refused by name", ({ args, message }) => {
  expect(() => readOptions(args)).toThrow(message);
});
