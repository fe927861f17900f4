import { expect, test } from "vitest";
import { epochMetrics } from "./epoch-metrics.ts";

const measured = { epoch: 2, seconds: 3.5, imagesPerSecond: 400 };

test("an epoch as older releases stored it is read as one of today", () => {
  const old = { ...measured, loss: 0.5, accuracy: 0.8, valLoss: 0.6, valAccuracy: 0.7 };
  expect(epochMetrics.parse(old)).toEqual({
    ...measured,
    train: { loss: 0.5, accuracy: 0.8 },
    validation: { loss: 0.6, accuracy: 0.7 },
  });
});

test("any metric of any task, as long as it is a number and there is a loss", () => {
  const epoch = { ...measured, train: { loss: 1, rmse: 80 }, validation: { loss: 2, rmse: 90, r2: 0.4 } };
  expect(epochMetrics.parse(epoch)).toEqual(epoch);
  expect(epochMetrics.safeParse({ ...epoch, train: { rmse: 80 } }).success).toBe(false);
  expect(epochMetrics.safeParse({ ...epoch, train: { loss: 1, rmse: "80" } }).success).toBe(false);
});
