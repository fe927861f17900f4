import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createLab, type Lab } from "./testing/lab.ts";

let lab: Lab;
beforeAll(async () => {
  lab = await createLab(400);
});
afterAll(() => lab.close());
afterEach(() => lab.endWorkers());

const LIVES = ["0000000000a1", "0000000000a2", "0000000000a3"] as const;
/** So long that only what is known to be dead is taken up. */
const NEVER = { JOB_LEASE_SECONDS: "600" };

test("a worker that is started again takes up what it held before it was killed, at once", async () => {
  const first = await lab.worker({ ...NEVER, STRATA_LIFE: LIVES[0] });
  const runId = await lab.train({ epochs: 200 });
  await lab.runWhen(runId, ({ epochsDone }) => epochsDone >= 2);
  await first.end("SIGKILL");
  // One more that came to nothing.
  const again = { ...NEVER, STRATA_LIFE: LIVES[2], STRATA_PAST_LIVES: `${LIVES[0]},${LIVES[1]}` };
  await lab.worker(again);
  const run = await lab.runWhen(runId, ({ attempt, epochsDone }) => attempt === 2 && epochsDone > 3);
  const started = run.events.findLast(({ body }) => body.kind === "started")?.body;
  expect(started).toMatchObject({ attempt: 2, workerId: expect.stringMatching(new RegExp(`-${LIVES[2]}$`)) });
  expect(started?.kind === "started" && started.fromEpoch).toBeGreaterThanOrEqual(1);
});

test("however often its worker is killed, a run that gets on between is not given up", async () => {
  const kills = 4;
  const runId = await lab.train({ epochs: 200 });
  for (let attempt = 1; attempt <= kills; attempt += 1) {
    const life = { STRATA_LIFE: `0000000000b${attempt}`, STRATA_PAST_LIVES: `0000000000b${attempt - 1}` };
    const worker = await lab.worker({ ...NEVER, ...life });
    await lab.runWhen(runId, (run) =>
      run.events.some(({ body }) => body.kind === "epoch" && body.attempt === attempt),
    );
    await worker.end("SIGKILL");
  }
  await lab.worker({ ...NEVER, STRATA_PAST_LIVES: `0000000000b${kills}` });
  const run = await lab.runWhen(runId, ({ attempt }) => attempt === kills + 1);
  expect(run).toMatchObject({ state: "running", failure: null });
});
