import { regressionResult } from "#server/contract/regression-result.ts";
import { formatValue } from "#models/tasks/regression/format-value.ts";
import { builderOf } from "../support/builder.ts";
import { untilState } from "../support/runs.ts";
import { expect, test } from "../support/test.ts";

const UNIT = "W/m²";

test("an instructor trains the irradiance preset, reads its scatter plot and asks about a sequence", async ({
  cohort,
  open,
}) => {
  const { instructor } = cohort;
  const design = await instructor.api.design.create.mutate({
    cohortId: cohort.id,
    name: "Irradiance",
    presetId: "sky-vgg",
    datasetId: "sky-irradiance",
  });
  const page = await open(instructor, { path: `/cohorts/${cohort.id}/designs/${design.id}` });
  await builderOf(page).train.click();
  await page.getByRole("textbox", { name: "Epochs", exact: true }).fill("3");
  await page.getByRole("button", { name: "Start training" }).click();
  await page.waitForURL(/\/runs\//);
  const runId = page.url().split("/").at(-1) ?? "";
  const run = await untilState(instructor, runId, ["finished"]);
  expect(run.target).toMatchObject({ task: "regression", unit: UNIT });
  const result = await instructor.api.run.result.query({ runId });
  if (result === null) throw new Error("A finished run has no result");
  const { test: score, mistakes } = regressionResult(result);

  const summary = page.getByRole("region", { name: "Score" });
  await expect(summary).toContainText(formatValue(score.rmse, UNIT));
  await expect(summary).toContainText(`an RMSE of ${formatValue(score.baseline.rmse, UNIT)}`);
  const scatter = page.getByRole("img", { name: /^Predicted against true Global horizontal irradiance/ });
  await expect(scatter).toHaveAccessibleName(new RegExp(`${score.count} dots`));
  await expect(page.getByRole("img", { name: /^Residuals from/ })).toBeVisible();

  const worst = page.getByRole("region", { name: "Worst misses" }).getByRole("button");
  await expect(worst).toHaveCount(12);
  const [first] = mistakes;
  await expect(worst.first()).toContainText(`True ${formatValue(first?.actual ?? null, UNIT)}`);
  await expect(worst.first()).toContainText(`Predicted ${formatValue(first?.predicted ?? null, UNIT)}`);
  // Four frames of 64 pixels side by side.
  const strip = worst.first().getByRole("presentation");
  await strip.scrollIntoViewIfNeeded();
  await expect.poll(() => strip.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(256);

  await worst.first().click();
  const panel = page.getByRole("region", { name: "Predict", exact: true });
  await expect(panel.getByText("Global horizontal irradiance, predicted")).toBeVisible();
  await expect(panel).toContainText(formatValue(first?.predicted ?? null, UNIT));
  await expect(panel.getByRole("tab", { name: "Your picture" })).toHaveCount(0);
});
