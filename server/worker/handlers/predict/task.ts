import { openDataset, type PackedDataset } from "#server/datasets/open-dataset.ts";
import { floatsOf } from "#server/datasets/packed-format.ts";
import { EngineError } from "#server/engine/engine-error.ts";
import { defineTask } from "../../host/define-task.ts";
import { createLoadedModels } from "./loaded-models.ts";
import { predictMessages, type PredictEnd, type PredictTask } from "./messages.ts";

const models = createLoadedModels();

/** Asks a trained network about one picture. */
export const predictTask = defineTask(predictMessages, answer);

async function answer(task: PredictTask): Promise<PredictEnd> {
  const dataset = await openDataset(task.datasetDir);
  const imageShape = dataset.descriptor.inputShape;
  const [predictor, packed] = await Promise.all([
    models.get(task.modelKey, task.modelFile),
    readPixels(task, dataset),
  ]);
  const images = dataset.descriptor.element === "float32" ? floatsOf(packed) : packed;
  const expected = imageShape.reduce((product, size) => product * size, 1);
  if (images.length !== expected) {
    throw new EngineError("BAD_DATA", `An input is ${expected} numbers here, got ${images.length}`);
  }
  const startedAt = performance.now();
  const [probabilities] = await predictor.predict(images, imageShape);
  const modelMs = performance.now() - startedAt;
  if (probabilities === undefined || !probabilities.every(Number.isFinite)) {
    throw new EngineError("NOT_FINITE", "The network answers with values that are not numbers.");
  }
  return { kind: "predicted", probabilities, modelMs };
}

async function readPixels({ image }: PredictTask, dataset: PackedDataset): Promise<Uint8Array> {
  if ("validationIndex" in image) return dataset.readTile("validation", image.validationIndex);
  return Buffer.from(image.pixels, "base64");
}
