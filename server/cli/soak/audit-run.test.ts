import { expect, test } from "vitest";
import { EMPTY_RUN_HISTORY } from "#server/contract/run-history.ts";
import type { RunDetails, RunEventBody } from "#server/contract/run.ts";
import { auditRun, repeatedEpochs } from "./audit-run.ts";

const epoch = (number: number, attempt = 1) =>
  ({ kind: "epoch", attempt, metrics: { epoch: number }, isBest: false }) as unknown as RunEventBody;
const started = (attempt: number, fromEpoch = 0): RunEventBody => ({
  kind: "started",
  attempt,
  workerId: "worker",
  fromEpoch,
});
const finished: RunEventBody = { kind: "finished", score: 0.5, tieBreak: 0.5 };

function runOf(bodies: readonly RunEventBody[], given: Partial<RunDetails> = {}): RunDetails {
  const events = bodies.map((body, index) => ({ runId: "run", seq: index + 1, at: "", body }));
  return { ...EMPTY_RUN_HISTORY, state: "finished", epochs: 2, attempt: 1, events, ...given } as RunDetails;
}

const WHOLE = [{ kind: "queued" } as const, started(1), epoch(1), epoch(2), finished];

test("a whole history has no problems, nor has one that was taken over", () => {
  expect(auditRun(runOf(WHOLE))).toEqual([]);
  const takenOver = [{ kind: "queued" } as const, started(1), epoch(1), started(2, 1), epoch(2, 2), finished];
  expect(auditRun(runOf(takenOver, { attempt: 2 }))).toEqual([]);
});

test.each([
  { name: "an end is missing", bodies: WHOLE.slice(0, -1), problem: "it ended 0 times" },
  { name: "it ends twice", bodies: [...WHOLE, finished], problem: "it ended 2 times" },
  {
    name: "an epoch is missing",
    bodies: [{ kind: "queued" } as const, started(1), epoch(1), finished],
    problem: "it finished after 1 of 2 epochs",
  },
  {
    name: "an epoch is recorded twice",
    bodies: [{ kind: "queued" } as const, started(1), epoch(1), epoch(1), epoch(2), finished],
    problem: "one attempt recorded an epoch twice",
  },
  {
    name: "an older attempt starts after a newer one",
    bodies: [{ kind: "queued" } as const, started(2), started(1), epoch(1), epoch(2), finished],
    problem: "attempts overlap",
  },
])("$name", ({ bodies, problem }) => {
  expect(auditRun(runOf(bodies))).toContain(problem);
});

test("a number that was left out is a gap", () => {
  const run = runOf(WHOLE);
  const events = run.events.map((event) => (event.seq === 5 ? { ...event, seq: 6 } : event));
  expect(auditRun({ ...run, events })).toContain("its events have gaps");
});

test("what is done again is counted from where the next attempt goes on", () => {
  const { events } = runOf([
    started(1),
    epoch(1),
    epoch(2),
    epoch(3),
    started(2, 1),
    epoch(2, 2),
    epoch(3, 2),
  ]);
  expect(repeatedEpochs(events)).toBe(2);
});
