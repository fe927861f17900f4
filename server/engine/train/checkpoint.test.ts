import { expect, test } from "vitest";
import { readCheckpointState } from "./checkpoint.ts";

test("the state of a checkpoint that counted what was right is read as sums of today", () => {
  const measured = { epoch: 1, loss: 2, accuracy: 0.1, valLoss: 3, valAccuracy: 0.2, seconds: 1 };
  const state = {
    version: 1,
    task: "digest",
    epochs: [{ ...measured, imagesPerSecond: 9 }],
    step: 30,
    soFar: { step: 4, lossSum: 12.5, correct: 7, seconds: 0.5 },
    bestEpoch: 1,
  };
  const read = readCheckpointState({ strata: JSON.stringify(state) });
  expect(read.soFar).toEqual({ step: 4, lossSum: 12.5, sums: { correct: 7 }, seconds: 0.5 });
  expect(read.epochs[0]).toMatchObject({ train: { accuracy: 0.1 }, validation: { loss: 3 } });
});
