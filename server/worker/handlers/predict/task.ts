import type { PictureDistance } from "#models/tasks/picture-distance.ts";
import { taskOf } from "#models/tasks/index.ts";
import { openDataset, type PackedDataset } from "#server/datasets/open-dataset.ts";
import { floatsOf } from "#server/datasets/packed-format.ts";
import { EngineError } from "#server/engine/engine-error.ts";
import { defineTask } from "../../host/define-task.ts";
import { createKnownDistances } from "./known-distances.ts";
import { createLoadedModels } from "./loaded-models.ts";
import { predictMessages, type PredictEnd, type PredictTask } from "./messages.ts";

const models = createLoadedModels();
const distances = createKnownDistances();

/** Asks a trained network about one input. */
export const predictTask = defineTask(predictMessages, answer);

async function answer(task: PredictTask): Promise<PredictEnd> {
  const dataset = await openDataset(task.datasetDir);
  const { inputShape: imageShape, element, target } = dataset.descriptor;
  const [predictor, packed] = await Promise.all([
    models.get(task.modelKey, task.modelFile),
    readPixels(task, dataset),
  ]);
  const images = element === "float32" ? floatsOf(packed) : packed;
  const expected = imageShape.reduce((product, size) => product * size, 1);
  if (images.length !== expected) {
    throw new EngineError("BAD_DATA", `An input is ${expected} numbers here, got ${images.length}`);
  }
  const startedAt = performance.now();
  const [output] = await predictor.predict(images, imageShape);
  const modelMs = performance.now() - startedAt;
  if (output === undefined || !output.every(Number.isFinite)) {
    throw new EngineError("NOT_FINITE", "The network answers with values that are not numbers.");
  }
  const distance = "pixels" in task.image ? await distanceOf(dataset, packed) : null;
  const answered = taskOf(target).answerOf(output);
  return { kind: "predicted", answer: distance === null ? answered : { ...answered, distance }, modelMs };
}

/** Of an own picture. It is told beside the answer, which is there without it, too. */
async function distanceOf(dataset: PackedDataset, pixels: Uint8Array): Promise<PictureDistance | null> {
  const measure = await distances.of(dataset);
  return measure?.(pixels) ?? null;
}

async function readPixels({ image }: PredictTask, dataset: PackedDataset): Promise<Uint8Array> {
  if ("validationIndex" in image) return dataset.readTile("validation", image.validationIndex);
  return Buffer.from(image.pixels, "base64");
}
