import type { Page } from "@playwright/test";
import { startTraining } from "../support/cohort.ts";
import { expect, test } from "../support/test.ts";

const lossOf = (page: Page) => page.getByRole("region", { name: "Loss", exact: true });

test("the curves move before the first epoch ends, for who trains and for who watches, and survive a reload", async ({
  cohort,
  open,
}) => {
  const { learner, instructor } = cohort;
  const settings = { epochs: 50, batchSize: 1, presetId: "vgg-small", name: "Slow" };
  const { id } = await startTraining(learner, cohort.id, settings);
  const path = `/cohorts/${cohort.id}/runs/${id}`;
  const mine = await open(learner, { path });
  const theirs = await open(instructor, { path });
  for (const page of [mine, theirs]) {
    await expect(lossOf(page)).toContainText(/Step \d+, epoch 0\.\d/);
    await expect(lossOf(page)).toContainText(/Training\s*\d\.\d{4}/);
    await expect(lossOf(page)).toContainText(/Validation\s*–/);
    await expect(lossOf(page).getByRole("figure")).toHaveAccessibleName(/ [1-9]\d* points of training and 0/);
  }
  const before = await lossOf(theirs).getByText(/^Step/).textContent();
  await expect(lossOf(theirs).getByText(/^Step/)).not.toHaveText(before ?? "");

  await mine.getByRole("button", { name: "Pause" }).click();
  const place = mine.getByText(/^Paused at epoch 1, step \d+ of \d+$/);
  await expect(place).toBeVisible();
  const [, step = "?"] = /step (\d+)/.exec((await place.textContent()) ?? "") ?? [];
  for (const page of [mine, theirs]) {
    await expect(lossOf(page).getByText(/^Step/)).toContainText(`Step ${step}, epoch 0.`);
    await page.reload();
    await expect(lossOf(page).getByText(/^Step/)).toContainText(`Step ${step}, epoch 0.`);
  }

  await mine.getByRole("radio", { name: "Epoch" }).check({ force: true });
  await mine.getByRole("radio", { name: "Log" }).check({ force: true });
  await expect(lossOf(mine).getByRole("figure")).toHaveAccessibleName(/on a logarithmic axis/);
});
