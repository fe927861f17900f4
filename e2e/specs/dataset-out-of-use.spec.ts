import { builderOf } from "../support/builder.ts";
import { expect, test } from "../support/test.ts";

const SKY = /^Sky irradiance/;

test("an instructor takes a dataset out of use: what learners have drawn for it stays, and nobody trains on it", async ({
  cohort,
  open,
}) => {
  const { instructor, learner, id: cohortId } = cohort;
  const design = await learner.api.design.create.mutate({
    cohortId,
    name: "For the sky",
    presetId: "sky-vgg",
    datasetId: "sky-irradiance",
  });
  const theirs = await open(learner, { path: `/cohorts/${cohortId}/datasets` });
  const listed = theirs
    .getByRole("list", { name: "Datasets" })
    .getByRole("listitem")
    .filter({ hasText: SKY });
  await expect(listed).toBeVisible();
  await expect(listed.getByText("Not in use")).toHaveCount(0);

  const page = await open(instructor, { path: `/cohorts/${cohortId}/datasets` });
  await page.getByRole("button", { name: /^Actions for Sky irradiance/ }).click();
  await page.getByRole("menuitem", { name: "Stop using it" }).click();
  const row = page.getByRole("list", { name: "Datasets" }).getByRole("listitem").filter({ hasText: SKY });
  await expect(row.getByText("Not in use")).toBeVisible();

  // The learner's page says so without being loaded again, and offers it for nothing new.
  await expect(listed.getByText("Not in use")).toBeVisible();
  await theirs.getByRole("link", { name: "Designs", exact: true }).click();
  await theirs.getByRole("button", { name: "New design" }).first().click();
  const choice = theirs.getByRole("dialog").getByLabel("Dataset");
  await choice.click();
  await expect(theirs.getByRole("option").first()).toBeVisible();
  await expect(theirs.getByRole("option", { name: SKY })).toHaveCount(0);
  await theirs.keyboard.press("Escape");

  await theirs.goto(`/cohorts/${cohortId}/designs/${design.id}`);
  const { train, dialog } = builderOf(theirs);
  await train.click();
  await dialog.getByRole("button", { name: "Start training" }).click();
  // Beside the cost, before anything is asked, and as the answer.
  const refusals = theirs
    .getByRole("alert")
    .filter({ hasText: /This cohort does not use Sky irradiance.*Choose another dataset/ });
  await expect(refusals).toHaveCount(2);

  await page.getByRole("button", { name: /^Actions for Sky irradiance/ }).click();
  await page.getByRole("menuitem", { name: "Use it" }).click();
  await expect(row.getByText("Not in use")).toHaveCount(0);
  await dialog.getByRole("button", { name: "Start training" }).click();
  await theirs.waitForURL(/\/runs\//);
});
