import { expect, test } from "../support/test.ts";

test("a learner sees what their run was trained on, and its board", async ({ trained, open }) => {
  const { cohort, run } = trained;
  const page = await open(cohort.learner, { path: `/cohorts/${cohort.id}/datasets` });
  const row = page
    .getByRole("list", { name: "Datasets" })
    .getByRole("listitem")
    .filter({ hasText: "Default" });
  await expect(row).toContainText("Classification, 10 classes");
  // A learner decides nothing here.
  await expect(page.getByRole("button", { name: /^Actions for/ })).toHaveCount(0);
  await row.getByRole("link").click();
  await expect(page.getByRole("heading", { name: run.datasetTitle, level: 1 })).toBeVisible();
  const forest = page.getByRole("list", { name: "Samples of Forest" }).getByRole("img");
  await expect(forest.first()).toHaveJSProperty("naturalWidth", 64);
  await page.getByRole("link", { name: /its board$/ }).click();
  await expect(page.getByRole("table", { name: "Leaderboard" })).toContainText("First try");
  await expect(page.getByText(`on the test split of ${run.datasetTitle}`)).toBeVisible();
});

test("an instructor takes a dataset out of use, and nothing new is trained on it", async ({
  cohort,
  open,
}) => {
  const design = await cohort.learner.api.design.create.mutate({
    cohortId: cohort.id,
    name: "Waiting",
    presetId: "tiny-cnn",
  });
  const page = await open(cohort.instructor, { path: `/cohorts/${cohort.id}/datasets` });
  const letting = page.getByRole("switch", { name: "Learners may add datasets of their own" });
  await letting.click();
  await expect(letting).toBeChecked();
  await page
    .getByRole("button", { name: /^Actions for/ })
    .first()
    .press("Enter");
  await page.getByRole("menuitem", { name: "Stop using it" }).press("Enter");
  await expect(page.getByText("Not in use")).toBeVisible();

  const learner = await open(cohort.learner, { path: `/cohorts/${cohort.id}/designs/${design.id}` });
  await learner.getByRole("button", { name: "Train" }).click();
  await expect(learner.getByText(/This cohort does not use/).first()).toBeVisible();

  await page
    .getByRole("button", { name: /^Actions for/ })
    .first()
    .click();
  await page.getByRole("menuitem", { name: "Use it" }).click();
  await expect(page.getByText("Default", { exact: true })).toBeVisible();
});
