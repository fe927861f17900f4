import { readFile } from "node:fs/promises";
import { openDataset } from "#server/datasets/open-dataset.ts";
import { EngineError } from "#server/engine/engine-error.ts";
import { evaluate } from "#server/engine/score/evaluate.ts";
import { defineTask } from "../../host/define-task.ts";
import { scoreMessages } from "./messages.ts";

/** Asks a trained network about every tile of the hidden split. */
export const scoreSubmissionTask = defineTask(scoreMessages, async (task, { signal, threads }) => {
  const [model, dataset] = await Promise.all([readFile(task.modelFile), openDataset(task.datasetDir)]);
  const { target, inputShape: imageShape } = dataset.descriptor;
  const [train, split] = await Promise.all([dataset.openSplit("train"), dataset.openSplit("test")]);
  const { evaluation, answered } = await evaluate({
    model,
    split,
    imageShape,
    target,
    signal,
    trainTargets: train.targets,
    loss: task.loss,
    ...(threads === undefined ? {} : { threads }),
  });
  if (!answered.every(Number.isFinite)) {
    throw new EngineError("NOT_FINITE", "The network answers with values that are not numbers.");
  }
  const bytes = Buffer.alloc(answered.length * Float32Array.BYTES_PER_ELEMENT);
  answered.forEach((value, index) => bytes.writeFloatLE(value, index * Float32Array.BYTES_PER_ELEMENT));
  return { kind: "scored" as const, evaluation, answers: bytes.toString("base64") };
});
