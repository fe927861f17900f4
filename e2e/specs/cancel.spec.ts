import { AT_ONCE } from "../support/at-once.ts";
import { startTraining } from "../support/cohort.ts";
import { untilEpochs, untilState } from "../support/runs.ts";
import { expect, test } from "../support/test.ts";

test("a queued and a running training are cancelled at once, and the next one trains", async ({
  cohort,
  open,
}) => {
  const { learner, instructor, id: cohortId } = cohort;
  const running = await startTraining(instructor, cohortId, { epochs: 200, batchSize: 2, name: "Endless" });
  await untilEpochs(instructor, running.id, 1);
  const queued = await startTraining(learner, cohortId, { epochs: 200, name: "Waiting" });
  const next = await startTraining(learner, cohortId, { epochs: 1, name: "Next" });

  const mine = await open(learner, { path: `/cohorts/${cohortId}/runs/${queued.id}` });
  const status = mine.getByRole("status", { name: "Run" });
  await expect(status).toHaveText("Queued, yours is next");
  const others = await open(learner, { path: `/cohorts/${cohortId}/runs/${next.id}` });
  await expect(others.getByRole("status", { name: "Run" })).toHaveText("Queued, 1 run before yours");
  await mine.getByRole("button", { name: "Cancel run" }).click();
  await expect(status).toHaveText("Cancelled", AT_ONCE);
  await expect(mine.getByRole("region", { name: "This run was cancelled" })).toContainText(
    "before its first epoch",
  );
  await expect(others.getByRole("status", { name: "Run" })).toHaveText("Queued, yours is next");

  // A classmate may watch, the instructor may cancel.
  await mine.goto(`/cohorts/${cohortId}/runs/${running.id}`);
  await expect(mine.getByRole("status", { name: "Run" })).toHaveText(/^Epoch \d+ of 200$/);
  await expect(mine.getByRole("button", { name: "Cancel run" })).toBeHidden();
  const owner = await open(instructor, { path: `/cohorts/${cohortId}/runs/${running.id}` });
  await expect(owner.getByRole("status", { name: "Run" })).toHaveText(/^Epoch \d+ of 200$/);
  await owner.getByRole("button", { name: "Cancel run" }).click();
  await expect(owner.getByRole("status", { name: "Run" })).toHaveText("Cancelled", AT_ONCE);
  await expect(mine.getByRole("status", { name: "Run" })).toHaveText("Cancelled", AT_ONCE);

  const finished = await untilState(learner, next.id, ["finished"]);
  expect(finished.epochsDone).toBe(1);
  await expect(others.getByRole("status", { name: "Run" })).toHaveText("Finished");
  const board = await learner.api.cohort.leaderboard.query({ cohortId });
  expect(board.rows.map((row) => row.runName)).toEqual(["Next"]);
});
