import type { Page } from "@playwright/test";
import { AT_ONCE } from "../support/at-once.ts";
import { startTraining } from "../support/cohort.ts";
import { untilEpochs, untilState } from "../support/runs.ts";
import { expect, test } from "../support/test.ts";

/** The same question wherever a run is cancelled; kept once, it goes on. */
async function confirmCancelling(page: Page, name: string): Promise<void> {
  const question = page.getByRole("alertdialog", { name: `Cancel “${name}”?` });
  await expect(question).toContainText(
    "The training stops where it is. It gets no score, and it cannot be taken up again.",
  );
  await question.getByRole("button", { name: "Cancel run" }).click();
  await expect(question).toBeHidden();
}

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
  await confirmCancelling(mine, "Waiting");
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
  await confirmCancelling(owner, "Endless");
  await expect(owner.getByRole("status", { name: "Run" })).toHaveText("Cancelled", AT_ONCE);
  await expect(mine.getByRole("status", { name: "Run" })).toHaveText("Cancelled", AT_ONCE);

  const finished = await untilState(learner, next.id, ["finished"]);
  expect(finished.epochsDone).toBe(1);
  await expect(others.getByRole("status", { name: "Run" })).toHaveText("Finished");
  const board = await learner.api.cohort.leaderboard.query({ cohortId });
  expect(board.rows.map((row) => row.runName)).toEqual(["Next"]);
});

test("cancelling asks on the run's page, in the list and on the overview, and buttons keep their places", async ({
  cohort,
  open,
}) => {
  const { learner, id: cohortId } = cohort;
  const names = ["On its page", "In the list", "On the overview"];
  const started = [];
  for (const name of names)
    started.push(await startTraining(learner, cohortId, { epochs: 200, batchSize: 2, name }));
  const [onPage, inList, onOverview] = started.map(({ id }) => id);
  const page = await open(learner, { path: `/cohorts/${cohortId}` });

  await page.getByRole("button", { name: "Cancel On the overview" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Keep it" }).click();
  await page.getByRole("button", { name: "Cancel On the overview" }).click();
  await confirmCancelling(page, "On the overview");
  await untilState(learner, onOverview ?? "", ["cancelled"]);

  await page.goto(`/cohorts/${cohortId}/runs`);
  await page.getByRole("button", { name: "Cancel In the list" }).click();
  await confirmCancelling(page, "In the list");
  await untilState(learner, inList ?? "", ["cancelled"]);

  await page.goto(`/cohorts/${cohortId}/runs/${onPage}`);
  await untilEpochs(learner, onPage ?? "", 1);
  const placesOf = async (buttons: readonly string[]) =>
    Promise.all(
      buttons.map(async (name) => {
        const box = await page.getByRole("button", { name, exact: true }).boundingBox();
        return box && [box.x, box.y, box.width];
      }),
    );
  const running = await placesOf(["Open design", "Train again", "Pause", "Cancel run"]);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("button", { name: "Resume" })).toBeVisible();
  expect(await placesOf(["Open design", "Train again", "Resume", "Cancel run"])).toEqual(running);
  await page.getByRole("button", { name: "Cancel run" }).click();
  await confirmCancelling(page, "On its page");
  await expect(page.getByRole("status", { name: "Run" })).toHaveText("Cancelled");
  expect(await placesOf(["Open design", "Train again", "Keep model", "Delete"])).toEqual(running);
});
