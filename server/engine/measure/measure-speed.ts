import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { presetById } from "#models/presets/index.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { EngineError } from "../engine-error.ts";
import type { Engine } from "../engine.ts";
import { PURPOSE, randomStream } from "../random/random-stream.ts";
import { memorySplit, type MemorySplit } from "../memory-split.ts";
import type { ImageShape } from "../split.ts";

const IMAGE_SHAPE: ImageShape = [64, 64, 3];
const TARGET = numberedClasses(10);
const BATCH_SIZE = 32;
const STEPS = 6;
const EPOCHS = 200;

/** Images a second of training lecture-cnn, batch 32 with Adam, over about `seconds` after a warm-up of six steps. */
export async function measureSpeed(engine: Engine, seconds = 1): Promise<number> {
  const preset = presetById("lecture-cnn");
  if (preset === undefined) throw new Error("The preset lecture-cnn is missing");
  const rates: number[] = [];
  const enough = new AbortController();
  let startedAt = Number.POSITIVE_INFINITY;
  const training = engine.train({
    graph: preset.graph,
    hyperParameters: { ...DEFAULT_HYPER_PARAMETERS, batchSize: BATCH_SIZE, epochs: EPOCHS },
    target: TARGET,
    imageShape: IMAGE_SHAPE,
    train: noise(STEPS * BATCH_SIZE),
    validation: noise(BATCH_SIZE),
    signal: enough.signal,
    onEpoch({ metrics }) {
      if (metrics.epoch === 1) startedAt = performance.now();
      else rates.push(metrics.imagesPerSecond);
      if (rates.length > 0 && performance.now() - startedAt > seconds * 1000) enough.abort();
    },
  });
  await training.catch((error: unknown) => {
    if (!(error instanceof EngineError) || error.code !== "CANCELLED") throw error;
  });
  return rates.toSorted((a, b) => a - b)[Math.floor(rates.length / 2)] ?? Number.NaN;
}

function noise(count: number): MemorySplit {
  const random = randomStream(1, PURPOSE.tiles);
  const images = new Uint8Array(count * 64 * 64 * 3).map(() => random());
  const targets = Uint8Array.from({ length: count }, () => random() % TARGET.classes.length);
  return memorySplit({ images, targets });
}
