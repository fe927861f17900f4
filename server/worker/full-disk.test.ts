import { execFileSync } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { addMember, createCohortOf, createDesignOf } from "#db/testing/factories.ts";
import { eventually } from "#models/testing/eventually.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { applyRunEvents, EMPTY_RUN_HISTORY } from "#server/contract/run-history.ts";
import type { RunDetails } from "#server/contract/run.ts";
import { readDiskSpace } from "#server/platform/disk-space.ts";
import { saveDesign } from "#server/services/design/save.ts";
import { cancelRun } from "#server/services/run/cancel.ts";
import { getRun } from "#server/services/run/get.ts";
import { resumeRun } from "#server/services/run/resume.ts";
import { startRun } from "#server/services/run/start.ts";
import { getStorage } from "#server/services/storage/get.ts";
import { createTestSite, type TestSite, type Visitor } from "#server/web/testing/test-site.ts";
import { buildBundles, startWorkerProcess, type WorkerProcess } from "./testing/worker-process.ts";

const EPOCHS = 60;

let site: TestSite;
let learner: Visitor;
let cohortId: string;
let worker: WorkerProcess | null = null;

beforeAll(async () => {
  await buildBundles();
  site = await createTestSite({ tiles: 400 });
  learner = await site.signUp();
  ({ cohortId } = await createCohortOf(site.web.deps.db));
  await addMember(site.web.deps.db, cohortId, "learner", learner.ctx.actor);
});
afterEach(() => worker?.end("SIGKILL"));
afterAll(() => site.close());

async function train() {
  const { id: designId, revision } = await createDesignOf(site.web.deps.db, {
    cohortId,
    ownerId: learner.id,
  });
  const hyperParameters = { ...DEFAULT_HYPER_PARAMETERS, epochs: EPOCHS };
  const { id: runId } = await startRun(learner.ctx, { cohortId, designId, revision, hyperParameters });
  return { runId, designId };
}

function runWhen(runId: string, isThere: (run: RunDetails) => boolean): Promise<RunDetails> {
  return eventually(async () => {
    const run = await getRun(learner.ctx, runId);
    if (!isThere(run)) throw new Error(`The run is ${run.state}: ${run.failure?.message ?? ""}`);
    return run;
  });
}

// Space is taken in one call where the file system can; macOS has no such program.
test.skipIf(process.platform !== "linux")(
  "a full disk sets a run aside with what was kept, saves go on, and with room again all goes on",
  async () => {
    const { freeBytes } = await readDiskSpace(site.home, 0);
    // Wide margins, since others use the same disk.
    const reserve = freeBytes - Math.floor(freeBytes / 16);
    worker = await startWorkerProcess(site.environment, { DISK_RESERVE_BYTES: String(reserve) });
    const { runId } = await train();
    await runWhen(runId, (run) => run.epochsDone >= 2);

    const filler = join(site.home, "filler");
    execFileSync("fallocate", ["--length", String(Math.floor(freeBytes / 8)), filler]);
    try {
      const setAside = await runWhen(runId, (run) => run.state === "paused");
      const { pausePoint } = applyRunEvents(EMPTY_RUN_HISTORY, setAside.events);
      expect(pausePoint).toMatchObject({ isDiskFull: true, isCheckpointLost: false });
      expect(pausePoint?.epoch).toBeGreaterThan(1);

      const waiting = await train();
      await eventually(async () => {
        expect(await getStorage(learner.ctx, cohortId)).toMatchObject({ state: "full" });
      });
      await saveDesign(learner.ctx, { designId: waiting.designId, revision: 1, name: "Saved all the same" });
      expect((await getRun(learner.ctx, waiting.runId)).state).toBe("queued");

      await rm(filler);
      await runWhen(waiting.runId, (run) => run.epochsDone >= 1);
      await cancelRun(learner.ctx, waiting.runId);
    } finally {
      await rm(filler, { force: true });
    }

    await resumeRun(learner.ctx, { runId, isAnew: false });
    const finished = await runWhen(runId, (run) => run.state === "finished");
    const history = applyRunEvents(EMPTY_RUN_HISTORY, finished.events);
    expect(history.epochs.map(({ epoch }) => epoch)).toEqual(
      Array.from({ length: EPOCHS }, (_, index) => index + 1),
    );
    // It went on from its checkpoint, not from the start.
    const starts = finished.events.flatMap(({ body }) => (body.kind === "started" ? [body.fromEpoch] : []));
    expect(starts.at(-1)).toBeGreaterThan(0);
  },
);
