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
