import { TAKEN_UP_MS } from "../support/at-once.ts";
import { startTraining } from "../support/cohort.ts";
import { epochRows, shownEpochRows } from "../support/epochs.ts";
import { processesOf } from "#server/cli/bench/home-processes.ts";
import { productHome } from "../support/product.ts";
import { untilEpochs, untilState } from "../support/runs.ts";
import { expect, test } from "../support/test.ts";

const EPOCHS = 12;

async function workers() {
  const all = await processesOf(productHome());
  return all.filter(({ command }) => /\bdist\/worker\.js\b/.test(command));
}

test("a killed worker's run is taken up again and ends with a complete history", async ({ cohort, open }) => {
  const { learner, id: cohortId } = cohort;
  const { id } = await startTraining(learner, cohortId, {
    epochs: EPOCHS,
    batchSize: 2,
    name: "Survivor",
  });
  const page = await open(learner, { path: `/cohorts/${cohortId}/runs/${id}` });
  const [worker, ...others] = await workers();
  if (worker === undefined) throw new Error("The product's worker was not found");
  expect(others).toEqual([]);
  await untilEpochs(learner, id, 2);
  process.kill(worker.pid, "SIGKILL");
  const killedAt = Date.now();

  await expect(page.getByRole("region", { name: "Attempt 2" })).toBeVisible();
  const finished = await untilState(learner, id, ["finished"]);
  const takenUp = finished.events.find(({ body }) => body.kind === "started" && body.attempt === 2);
  expect(Date.parse(takenUp?.at ?? "") - killedAt).toBeLessThan(TAKEN_UP_MS);
  expect(takenUp?.body).toMatchObject({ fromEpoch: expect.any(Number) });
  const rows = epochRows(finished);
  expect(rows.map(([epoch]) => Number(epoch))).toEqual(
    Array.from({ length: EPOCHS }, (_, index) => index + 1),
  );
  expect(finished.events.map((event) => event.seq)).toEqual(finished.events.map((_, index) => index + 1));
  await expect(page.getByRole("status", { name: "Run" })).toHaveText("Finished");
  expect(await shownEpochRows(page)).toEqual(rows);
  expect((await workers()).map(({ pid }) => pid)).not.toContain(worker.pid);
});
