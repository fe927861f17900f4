import { readFile } from "node:fs/promises";
import { openDataset } from "#server/datasets/open-dataset.ts";
import { evaluate } from "#server/engine/score/evaluate.ts";
import { packAnswers } from "#server/engine/score/pack-answers.ts";
import { defineTask } from "../../host/define-task.ts";
import { scoreMessages } from "./messages.ts";

/** Asks a trained network about every tile of the hidden split. */
export const scoreSubmissionTask = defineTask(scoreMessages, async (task, { signal }) => {
  const [model, dataset] = await Promise.all([readFile(task.modelFile), openDataset(task.datasetDir)]);
  const { target, inputShape: imageShape } = dataset.descriptor;
  const split = await dataset.openSplit("test");
  try {
    const { evaluation, answered } = await evaluate({
      model,
      split,
      imageShape,
      target,
      signal,
      trainTargets: await dataset.readTargets("train"),
      loss: task.loss,
      threads: task.threads,
      isSleepy: true,
    });
    const answers = packAnswers(answered)?.toString("base64") ?? null;
    return { kind: "scored" as const, evaluation, answers };
  } finally {
    split.close();
  }
});
