import { expect, test } from "vitest";
import { PROTOCOL_VERSION } from "#server/contract/protocol.ts";
import { readFrame } from "./frames.ts";

const runId = "6c5b3a0e-8a64-4d0e-9b7c-0f3c2f1f9a11";
const progress = {
  attempt: 1,
  phase: "training",
  epoch: 1,
  epochs: 2,
  step: 3,
  steps: 9,
  loss: 2,
  metrics: { accuracy: 0.1 },
  imagesPerSecond: null,
  secondsLeft: null,
};
const event = { runId, seq: 1, at: "2026-01-01T00:00:00.000Z", body: { kind: "queued" } };

test("broadcasts and replies of a watch are read alike", () => {
  expect(
    readFrame(`42${JSON.stringify(["run:progressed", { version: PROTOCOL_VERSION, runId, progress }])}`),
  ).toEqual({
    events: [],
    progress,
  });
  expect(
    readFrame(`42${JSON.stringify(["run:events", { version: PROTOCOL_VERSION, runId, events: [event] }])}`),
  ).toEqual({
    events: [event],
    progress: null,
  });
  expect(
    readFrame(`437${JSON.stringify([{ ok: true, data: { events: [event], progress: null } }])}`),
  ).toEqual({
    events: [event],
    progress: null,
  });
});

test.each(["2", '0{"sid":"x"}', '40{"sid":"x"}', '42["cohort:presence",{}]', '431[{"ok":true,"data":null}]'])(
  "%s tells nothing of a run",
  (frame) => {
    expect(readFrame(frame)).toBeNull();
  },
);
