import { execFileSync } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { eventually } from "#models/testing/eventually.ts";
import { applyRunEvents, EMPTY_RUN_HISTORY } from "#server/contract/run-history.ts";
import { readDiskSpace } from "#server/platform/disk-space.ts";
import { saveDesign } from "#server/services/design/save.ts";
import { cancelRun } from "#server/services/run/cancel.ts";
import { getRun } from "#server/services/run/get.ts";
import { resumeRun } from "#server/services/run/resume.ts";
import { getStorage } from "#server/services/storage/get.ts";
import { createLab, type Lab } from "./testing/lab.ts";

const EPOCHS = 40;

let lab: Lab;
beforeAll(async () => {
  lab = await createLab(400);
});
afterAll(() => lab.close());
afterEach(() => lab.endWorkers());

// Space is taken in one call where the file system can; macOS has no such program.
test.skipIf(process.platform !== "linux")(
  "a full disk sets a run aside with what was kept, saves go on, and with room again all goes on",
  async () => {
    const { freeBytes } = await readDiskSpace(lab.site.home, 0);
    // Wide margins, since others use the same disk.
    const reserve = freeBytes - Math.floor(freeBytes / 16);
    await lab.worker({ DISK_RESERVE_BYTES: String(reserve) });
    const runId = await lab.train({ epochs: EPOCHS });
    await lab.runWhen(runId, (run) => run.epochsDone >= 2);

    const filler = join(lab.site.home, "filler");
    execFileSync("fallocate", ["--length", String(Math.floor(freeBytes / 8)), filler]);
    try {
      const setAside = await lab.runWhen(runId, (run) => run.state === "paused");
      const { pausePoint } = applyRunEvents(EMPTY_RUN_HISTORY, setAside.events);
      expect(pausePoint).toMatchObject({ isDiskFull: true, isCheckpointLost: false });
      expect(pausePoint?.epoch).toBeGreaterThan(1);

      const waiting = await lab.train({ epochs: EPOCHS });
      await eventually(async () => {
        expect(await getStorage(lab.learner.ctx, lab.cohortId)).toMatchObject({ state: "full" });
      });
      const { designId } = await getRun(lab.learner.ctx, waiting);
      await saveDesign(lab.learner.ctx, {
        designId: designId ?? "",
        revision: 1,
        name: "Saved all the same",
      });
      expect((await getRun(lab.learner.ctx, waiting)).state).toBe("queued");

      await rm(filler);
      await lab.runWhen(waiting, (run) => run.epochsDone >= 1);
      await cancelRun(lab.learner.ctx, waiting);
    } finally {
      await rm(filler, { force: true });
    }

    await resumeRun(lab.learner.ctx, { runId, isAnew: false });
    const finished = await lab.runWhen(runId, (run) => run.state === "finished");
    const history = applyRunEvents(EMPTY_RUN_HISTORY, finished.events);
    expect(history.epochs.map(({ epoch }) => epoch)).toEqual(
      Array.from({ length: EPOCHS }, (_, index) => index + 1),
    );
    // It went on from its checkpoint, not from the start.
    const starts = finished.events.flatMap(({ body }) => (body.kind === "started" ? [body.fromEpoch] : []));
    expect(starts.at(-1)).toBeGreaterThan(0);
  },
);
