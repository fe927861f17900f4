import { expect, test } from "vitest";
import { runEventBody } from "./run-event.ts";

test("an ending as older releases stored it, by accuracy and macro F1, is read as a rank", () => {
  expect(runEventBody.parse({ kind: "finished", testAccuracy: 0.81, macroF1: 0.8 })).toEqual({
    kind: "finished",
    score: 0.81,
    tieBreak: 0.8,
  });
});

test("an epoch as older releases stored it is read as one of today", () => {
  const metrics = { epoch: 1, loss: 2, accuracy: 0.1, valLoss: 3, valAccuracy: 0.2 };
  const measured = { seconds: 1, imagesPerSecond: 9 };
  const old = { kind: "epoch", attempt: 1, isBest: true, metrics: { ...metrics, ...measured } };
  expect(runEventBody.parse(old)).toMatchObject({
    metrics: { train: { loss: 2, accuracy: 0.1 }, validation: { loss: 3, accuracy: 0.2 } },
  });
});
