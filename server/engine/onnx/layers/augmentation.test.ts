import type { TrainOutcome } from "#server/engine/engine.ts";
import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { Tensor } from "onnxruntime-node";
import { describe, expect, test } from "vitest";
import { chainGraph, type ChainLayer } from "#models/graph/chain.ts";
import { hyperParameters } from "#models/training/hyper-parameters.ts";
import { fillRandom, type Draw } from "../../train/batches/fill-random.ts";
import { planNetwork } from "../../weights/network-plan.ts";
import { randomSplit } from "../../testing/random-batch.ts";
import { randomStream, uniform } from "../../random/random-stream.ts";
import { createSession } from "../session/create-session.ts";
import { emitForward } from "../graph/emit-forward.ts";
import { GraphBuilder } from "../graph/graph-builder.ts";
import { onnxEngine } from "../onnx-engine.ts";
import OF_KERAS from "./augmentation-of-keras.json" with { type: "json" };

/** What a layer makes of one channel of numbered pixels, row by row, drawing these numbers in training. */
async function augmented(
  layer: ChainLayer,
  image: number[][],
  { draws, isTraining = true }: { draws: number[]; isTraining?: boolean },
): Promise<number[][]> {
  const [height, width] = [image.length, image[0]!.length];
  const shape: [number, number, number] = [height, width, 1];
  const head: ChainLayer[] = [{ type: "Flatten" }, { type: "Dense", settings: { units: 2 } }];
  const plan = planNetwork(chainGraph([layer, ...head], shape), {
    inputShape: shape,
    target: numberedClasses(2),
  });
  const graph = new GraphBuilder();
  const images = graph.input("images", "float32", ["batch", 1, height, width]);
  const kernel = graph.floats(new Float32Array(height * width * 2), [height * width, 2]);
  const weights = new Map([
    ["dense/kernel", kernel],
    ["dense/bias", graph.floats([0, 0])],
  ]);
  const { layers, masks } = emitForward(graph, plan, { images, weights, isTraining });
  const [first] = [...layers.values()];
  graph.output("out", first!.result.output, { type: "float32", dims: ["batch", 1, height, width] });
  const session = await createSession(graph.encode("augment"), { threads: 1 });
  const feeds = Object.fromEntries(
    masks.map(({ name, type, dims }) => [
      name,
      new Tensor(type, type === "uint8" ? Uint8Array.from(draws) : Float32Array.from(draws), [1, ...dims]),
    ]),
  );
  const input = new Tensor("float32", Float32Array.from(image.flat()), [1, 1, height, width]);
  const { out } = await session.run({ images: input, ...feeds });
  const values = [...(out!.data as Float32Array)];
  await session.release();
  return image.map((_, row) => values.slice(row * width, (row + 1) * width));
}

const IMAGE = [
  [1, 2, 3],
  [4, 5, 6],
];
const SQUARE = [
  [1, 2],
  [3, 4],
];

describe("with the drawn numbers known", () => {
  test.each([
    { mode: "horizontal", draws: [1], expected: IMAGE },
    {
      mode: "horizontal",
      draws: [0],
      expected: [
        [3, 2, 1],
        [6, 5, 4],
      ],
    },
    {
      mode: "vertical",
      draws: [0],
      expected: [
        [4, 5, 6],
        [1, 2, 3],
      ],
    },
    {
      mode: "horizontal_and_vertical",
      draws: [0, 1],
      expected: [
        [3, 2, 1],
        [6, 5, 4],
      ],
    },
    {
      mode: "horizontal_and_vertical",
      draws: [1, 0],
      expected: [
        [4, 5, 6],
        [1, 2, 3],
      ],
    },
    {
      mode: "horizontal_and_vertical",
      draws: [0, 0],
      expected: [
        [6, 5, 4],
        [3, 2, 1],
      ],
    },
  ])("RandomFlip $mode, $draws", async ({ mode, draws, expected }) => {
    expect(await augmented({ type: "RandomFlip", settings: { mode } }, IMAGE, { draws })).toEqual(expected);
  });

  test.each([
    { draws: [1, 1], expected: SQUARE },
    {
      draws: [1, 0],
      expected: [
        [2, 4],
        [1, 3],
      ],
    },
    {
      draws: [0, 1],
      expected: [
        [4, 3],
        [2, 1],
      ],
    },
    {
      draws: [0, 0],
      expected: [
        [3, 1],
        [4, 2],
      ],
    },
  ])("RandomRotation $draws", async ({ draws, expected }) => {
    expect(await augmented({ type: "RandomRotation" }, SQUARE, { draws })).toEqual(expected);
  });

  // Factor 1 over 4 columns: draws of 0, 1/2 and 3/4 are shifts by -4, 0 and 2.
  test.each([
    { fillMode: "reflect", draw: 0.75, expected: [2, 1, 1, 2] },
    { fillMode: "reflect", draw: 0.25, expected: [3, 4, 4, 3] },
    { fillMode: "reflect", draw: 0, expected: [4, 3, 2, 1] },
    { fillMode: "constant", draw: 0.75, expected: [0, 0, 1, 2] },
    { fillMode: "nearest", draw: 0.75, expected: [1, 1, 1, 2] },
    { fillMode: "nearest", draw: 0.25, expected: [3, 4, 4, 4] },
    { fillMode: "wrap", draw: 0.75, expected: [3, 4, 1, 2] },
    { fillMode: "reflect", draw: 0.5, expected: [1, 2, 3, 4] },
    // By half a pixel to the right: the mean of two neighbours.
    { fillMode: "nearest", draw: 0.5625, expected: [1, 1.5, 2.5, 3.5] },
    { fillMode: "constant", draw: 0.5625, expected: [0.5, 1.5, 2.5, 3.5] },
  ])("RandomTranslation across, $fillMode, $draw", async ({ fillMode, draw, expected }) => {
    const layer: ChainLayer = {
      type: "RandomTranslation",
      settings: { heightFactor: 0, widthFactor: 1, fillMode },
    };
    const [row] = await augmented(layer, [[1, 2, 3, 4]], { draws: [0.1, draw] });
    expect(row).toEqual(expected);
  });

  test("RandomTranslation down and across", async () => {
    const layer: ChainLayer = {
      type: "RandomTranslation",
      settings: { heightFactor: 0.5, widthFactor: 1, fillMode: "constant" },
    };
    expect(await augmented(layer, IMAGE, { draws: [1, 1 / 3] })).toEqual([
      [0, 0, 0],
      [2, 3, 0],
    ]);
  });

  test("RandomContrast stretches about the mean of the channel, within the range of values", async () => {
    const layer: ChainLayer = { type: "RandomContrast", settings: { factor: 0.5 } };
    const image = [[0.2, 0.4, 0.6, 0.8]];
    const close = (row: number[] | undefined) => row?.map((value) => Number(value.toFixed(5)));
    const [stronger] = await augmented(layer, image, { draws: [1] });
    expect(close(stronger)).toEqual([0.05, 0.35, 0.65, 0.95]);
    const [weaker] = await augmented(layer, image, { draws: [0] });
    expect(close(weaker)).toEqual([0.35, 0.45, 0.55, 0.65]);
    const [cut] = await augmented(layer, [[0, 0, 0, 1]], { draws: [1] });
    expect(close(cut)).toEqual([0, 0, 0, 1]);
  });
});

// What Keras itself makes of the same pixels by the same numbers.
test.each(OF_KERAS.cases)("$type $settings, drawn $draws, is Keras's", async ({ expected, ...given }) => {
  const { type, settings, draws } = given;
  const pixels = Array.from({ length: 4 }, (_, row) => Array.from({ length: 5 }, (_, i) => row * 5 + i + 1));
  const out = await augmented({ type, settings } as ChainLayer, pixels, { draws });
  for (const [row, line] of out.entries()) {
    for (const [i, value] of line.entries()) expect(value).toBeCloseTo(expected[row]![i]!, 3);
  }
});

const ALL: ChainLayer[] = [
  { type: "RandomFlip" },
  { type: "RandomRotation" },
  { type: "RandomRotation", settings: { factor: 0.3, fillMode: "constant" } },
  { type: "RandomZoom", settings: { widthFactor: 0.4 } },
  { type: "RandomTranslation" },
  { type: "RandomContrast", settings: { maxValue: 9 } },
];

test.each(ALL)(
  "$type $settings does nothing in evaluation, nor with the numbers in the middle",
  async (layer) => {
    expect(await augmented(layer, SQUARE, { draws: [], isTraining: false })).toEqual(SQUARE);
    const isTurn = layer.type === "RandomRotation" && layer.settings?.factor !== undefined;
    const isCoin = layer.type === "RandomFlip" || (layer.type === "RandomRotation" && !isTurn);
    const count = layer.type === "RandomContrast" || isTurn ? 1 : 2;
    const draws = Array.from({ length: count }, () => (isCoin ? 1 : 0.5));
    expect(await augmented(layer, SQUARE, { draws })).toEqual(SQUARE);
  },
);

describe("drawn numbers", () => {
  const draw = (kind: Draw, place: { seed: number; step: number; layer: number }, count = 4000) => {
    const values = kind.kind === "mask" ? new Uint8Array(count) : new Float32Array(count);
    fillRandom(values, kind, place);
    return values;
  };

  test("uniform ones fill 0 to 1 evenly, from seed, step and layer alone", () => {
    const place = { seed: 1, step: 3, layer: 0 };
    const values = [...draw({ kind: "uniform" }, place)];
    const share = (low: number) => values.filter((value) => value >= low && value < low + 0.25).length / 4000;
    for (const low of [0, 0.25, 0.5, 0.75]) expect(Math.abs(share(low) - 0.25)).toBeLessThan(0.03);
    expect([...draw({ kind: "uniform" }, place)]).toEqual(values);
    for (const other of [
      { ...place, seed: 2 },
      { ...place, step: 4 },
      { ...place, layer: 1 },
    ]) {
      expect([...draw({ kind: "uniform" }, other)]).not.toEqual(values);
    }
  });

  test("two coins of an image are independent", () => {
    const coins = draw({ kind: "mask", rate: 0.5 }, { seed: 1, step: 1, layer: 0 }, 8000);
    const pairs = [0, 0, 0, 0];
    for (let i = 0; i < coins.length; i += 2) pairs[2 * coins[i]! + coins[i + 1]!]!++;
    for (const count of pairs) expect(Math.abs(count / 4000 - 0.25)).toBeLessThan(0.03);
  });
});

test("a training with all of them repeats itself, resumed too, and another seed differs", async () => {
  const imageShape: [number, number, number] = [6, 6, 3];
  const task = (seed: number) => ({
    graph: chainGraph([...ALL, { type: "Flatten" }, { type: "Dense", settings: { units: 3 } }], imageShape),
    hyperParameters: hyperParameters.parse({ epochs: 3, batchSize: 8, seed }),
    target: numberedClasses(3),
    imageShape,
    train: randomSplit(30, { shape: imageShape, classes: 3, seed: 1 }),
    validation: randomSplit(10, { shape: imageShape, classes: 3, seed: 2 }),
    threads: 1,
  });
  const files: Uint8Array[] = [];
  const whole = await onnxEngine.train({
    ...task(1),
    onEpoch: ({ checkpoint }) => void files.push(checkpoint()),
  });
  const losses = ({ epochs }: TrainOutcome) =>
    epochs.map(({ train, validation }) => [train.loss, validation.loss]);
  expect(losses(await onnxEngine.train(task(1)))).toEqual(losses(whole));
  expect(losses(await onnxEngine.train({ ...task(1), resumeFrom: files[0]! }))).toEqual(losses(whole));
  expect(losses(await onnxEngine.train(task(2)))).not.toEqual(losses(whole));
});

// A translation by whatever was drawn, worked out pixel by pixel.
test("RandomTranslation is what bilinear interpolation says", async () => {
  const random = randomStream(9);
  const [height, width] = [5, 7];
  const image = Array.from({ length: height }, () => Array.from({ length: width }, () => uniform(random)));
  const mirrored = (place: number, size: number) =>
    place < 0 ? -1 - place : place >= size ? 2 * size - 1 - place : place;
  for (const [down, across] of [
    [0.13, 0.91],
    [0.77, 0.02],
  ] as const) {
    const layer: ChainLayer = {
      type: "RandomTranslation",
      settings: { heightFactor: 0.9, widthFactor: 0.7 },
    };
    const [rows, columns] = [(2 * down - 1) * 0.9 * height, (2 * across - 1) * 0.7 * width];
    const expected = image.map((line, i) =>
      line.map((_, j) => {
        const [y, x] = [i - rows, j - columns];
        const [top, left] = [Math.floor(y), Math.floor(x)];
        let sum = 0;
        for (const [dy, dx] of [
          [0, 0],
          [0, 1],
          [1, 0],
          [1, 1],
        ] as const) {
          const weight = (1 - Math.abs(y - top - dy)) * (1 - Math.abs(x - left - dx));
          sum += weight * image[mirrored(top + dy, height)]![mirrored(left + dx, width)]!;
        }
        return sum;
      }),
    );
    const out = await augmented(layer, image, { draws: [down, across] });
    for (const [i, line] of out.entries()) {
      for (const [j, value] of line.entries()) expect(value).toBeCloseTo(expected[i]![j]!, 5);
    }
  }
});
