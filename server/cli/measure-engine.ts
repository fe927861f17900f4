import { presetById } from "#models/presets/index.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { evaluate } from "#server/engine/evaluate.ts";
import { onnxEngine } from "#server/engine/onnx/onnx-engine.ts";
import { PURPOSE, randomStream } from "#server/engine/random/random-stream.ts";
import type { ImageShape, Split } from "#server/engine/split.ts";
import { engineMeasurementInput, type EngineMeasurement } from "./bench/engine-measurement.ts";

// For `bench`: one measurement in a process of its own, since memory and threads of sessions stay behind.
const IMAGE_SHAPE: ImageShape = [64, 64, 3];
const CLASSES = Array.from({ length: 10 }, (_, i) => `class ${i}`);
const WARM_UP_EPOCHS = 1;
const EVALUATED_IMAGES = 2_560;
const EVALUATION_ROUNDS = 3;

function randomTiles(count: number): Split {
  const random = randomStream(1, PURPOSE.tiles);
  const images = new Uint8Array(count * 64 * 64 * 3).map(() => random() & 255);
  return { count, images, labels: Uint8Array.from({ length: count }, () => random() % CLASSES.length) };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function measure(text: string): Promise<EngineMeasurement> {
  const { kind, batchSize, steps, epochs } = engineMeasurementInput.parse(JSON.parse(text));
  const preset = presetById("lecture-cnn");
  if (preset === undefined) throw new Error("The preset lecture-cnn is missing");
  const outcome = await onnxEngine.train({
    graph: preset.graph,
    hyperParameters: {
      ...DEFAULT_HYPER_PARAMETERS,
      batchSize,
      epochs: kind === "train" ? WARM_UP_EPOCHS + epochs : 1,
    },
    classes: CLASSES,
    imageShape: IMAGE_SHAPE,
    train: randomTiles(kind === "train" ? steps * batchSize : batchSize),
    validation: randomTiles(64),
  });
  if (kind === "train") {
    const measured = outcome.epochs.slice(WARM_UP_EPOCHS).map((epoch) => epoch.imagesPerSecond);
    return { imagesPerSecond: median(measured), peakMemoryBytes: peakMemory() };
  }
  const split = randomTiles(EVALUATED_IMAGES);
  const rates: number[] = [];
  for (let round = 0; round <= EVALUATION_ROUNDS; round += 1) {
    const startedAt = performance.now();
    await evaluate({ model: outcome.model, split, imageShape: IMAGE_SHAPE, classes: CLASSES });
    if (round > 0) rates.push((1000 * split.count) / (performance.now() - startedAt));
  }
  return { imagesPerSecond: median(rates), peakMemoryBytes: peakMemory() };
}

function peakMemory(): number {
  return process.resourceUsage().maxRSS * 1024;
}

process.stdout.write(`${JSON.stringify(await measure(process.argv[2] ?? ""))}\n`);
