import type { Locator, Page } from "@playwright/test";
import { builderOf } from "../support/builder.ts";
import { untilState } from "../support/runs.ts";
import { expect, test } from "../support/test.ts";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

async function choose(page: Page, label: string, option: RegExp): Promise<void> {
  await builderOf(page).dialog.getByRole("combobox", { name: label }).click();
  await page.getByRole("option", { name: option }).click();
}

/** Nothing in the form reaches over its sides. */
async function expectNoOverflow(dialog: Locator): Promise<void> {
  const isWider = await dialog
    .locator("form")
    .evaluate(
      (form) =>
        form.parentElement !== null && form.parentElement.scrollWidth > form.parentElement.clientWidth,
    );
  expect(isWider).toBe(false);
}

test("a learner sets every part of the training form on a phone, and the run's page tells all of it", async ({
  cohort,
  open,
}) => {
  const { learner, id: cohortId } = cohort;
  const design = await learner.api.design.create.mutate({ cohortId, name: "Phone", presetId: "tiny-cnn" });
  const page = await open(learner, { ...PHONE, path: `/cohorts/${cohortId}/designs/${design.id}` });
  const { train, dialog } = builderOf(page);
  await train.click();
  const cost = dialog.getByRole("region", { name: "What it will cost" });
  await expect(cost).toContainText(/about \d+ MB/);
  await dialog.getByText("More settings").click();
  await expectNoOverflow(dialog);

  // What belongs to a choice comes with it.
  await expect(dialog.getByLabel("Momentum", { exact: true })).toBeHidden();
  await choose(page, "Optimizer", /^SGD$/);
  await expect(dialog.getByLabel("Momentum", { exact: true })).toHaveValue("0.9");
  await choose(page, "Schedule", /^Step/);
  await dialog.getByLabel("Drop every").fill("3");
  await choose(page, "Early stopping", /accuracy/);
  await dialog.getByLabel("Patience").fill("1");
  await dialog.getByLabel("Least improvement").fill("1");
  await dialog.getByLabel("Label smoothing").fill("0.1");
  await choose(page, "Class weights", /^Own/);
  const forest = dialog.getByRole("textbox", { name: "Weight of Forest" });
  await forest.fill("much");
  const start = dialog.getByRole("button", { name: "Start training" });
  await expect(dialog.getByRole("alert")).toHaveText(
    /a number from 0 to 1000000 for each class, received much/,
  );
  await expect(start).toBeDisabled();
  await forest.fill("2");
  await expect(dialog.getByRole("alert")).toBeHidden();
  await expectNoOverflow(dialog);

  // Backwards through the form: what has the focus is never under the cost, which stays in sight.
  for (let presses = 0; presses < 25; presses += 1) {
    await page.keyboard.press("Shift+Tab");
    const focused = page.locator(":focus");
    const isInForm = await focused.evaluate((element) => element.closest("form") !== null);
    if (!isInForm) break;
    const name = await focused.evaluate((element) => element.outerHTML.slice(0, 120));
    const [field, panel] = [await focused.boundingBox(), await cost.boundingBox()];
    expect(field?.y, name).toBeGreaterThanOrEqual((panel?.y ?? 0) + (panel?.height ?? 0) - 1);
  }

  await start.click();
  await page.waitForURL(/\/runs\//);
  const runId = page.url().split("/").at(-1) ?? "";
  // No accuracy ever rises by 1, so the second epoch is the last.
  const run = await untilState(learner, runId, ["finished"]);
  expect(run.hyperParameters.classWeight).toEqual([1, 2, 1, 1, 1, 1, 1, 1, 1, 1]);
  expect(run.epochsDone).toBe(2);
  const settings = page.getByRole("region", { name: "Settings" });
  for (const text of [
    "SGD, momentum 0.9",
    "Step, drop every 3, drop to 0.5",
    "On the validation accuracy, patience 1, least improvement 1",
    "1, 2, 1, 1, 1, 1, 1, 1, 1, 1",
  ]) {
    await expect(settings).toContainText(text);
  }
  await expect(
    page.getByRole("region", { name: "Early stopping ended it after 2 of 10 epochs" }),
  ).toContainText(`The weights of epoch ${run.bestEpoch}, the best one, are kept.`);
});
