import { regressionResult } from "#server/contract/regression-result.ts";
import { chainGraph } from "#models/graph/chain.ts";
import { formatValue } from "#models/tasks/regression/format-value.ts";
import { builderOf, expectSaved } from "../support/builder.ts";
import { untilState } from "../support/runs.ts";
import { expect, test } from "../support/test.ts";

const HOURS = 600;

/** A load in MW that follows the hour of the day and the temperature, an hour a row. */
function loadCsv(): string {
  const rows = Array.from({ length: HOURS }, (_, hour) => {
    const time = new Date(Date.UTC(2024, 0, 1) + hour * 3_600_000).toISOString();
    const temperature = 10 + 8 * Math.sin((2 * Math.PI * (hour - 9)) / 24) + 3 * Math.sin(hour / 50);
    const load = 500 + 120 * Math.sin((2 * Math.PI * (hour - 6)) / 24) - 6 * temperature;
    return `${time},${temperature.toFixed(2)},${load.toFixed(1)}`;
  });
  return ["time,temperature,load", ...rows].join("\n");
}

const NETWORK = chainGraph(
  [
    { type: "Conv1D", settings: { filters: 8, kernelSize: 3, padding: "causal", activation: "relu" } },
    { type: "MaxPooling1D", settings: { poolSize: 2 } },
    { type: "Flatten" },
    { type: "Dense", settings: { units: 1 } },
  ],
  [24, 2],
);

test("an instructor imports a CSV as a time series, trains Conv1D on it, reads its scatter plot and asks about rows", async ({
  cohort,
  open,
}) => {
  const { instructor, id: cohortId } = cohort;
  const csv = loadCsv();
  const page = await open(instructor, { path: `/cohorts/${cohortId}/datasets` });
  await page.getByRole("link", { name: "Add a dataset" }).click();
  await expect(page.getByRole("heading", { name: "Add a dataset" })).toBeVisible();
  await page
    .getByLabel("Files with pictures")
    .setInputFiles({ name: "load.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await expect(page.getByRole("heading", { name: "Add a time series" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Window, rows" })).toHaveValue("24");
  await page.getByLabel("Unit").fill("MW");
  await page.getByRole("button", { name: "Cut into windows" }).click();
  const report = page.getByRole("region", { name: "What was found" });
  await expect(report).toContainText(
    "600 rows, and so many windows: 336 to train, 96 to validate, 96 for the test.",
  );
  await page.getByLabel("Title").fill("Load");
  await page.getByLabel("Licence").fill("CC0");
  await page.getByRole("button", { name: "Add dataset" }).click();
  await expect(page.getByRole("heading", { name: "Load", exact: true })).toBeVisible();
  await expect(page.getByText("24 steps of 2 columns")).toBeVisible();
  const values = page.getByRole("list", { name: "Values" });
  await expect(values.getByRole("img", { name: /window \d+$/ }).first()).toBeVisible();
  const datasetId = new URL(page.url()).pathname.split("/").at(-1) ?? "";

  const design = await instructor.api.design.create.mutate({
    cohortId,
    name: "Load network",
    datasetId,
  });
  await instructor.api.design.save.mutate({ designId: design.id, revision: 1, graph: NETWORK });
  await page.goto(`/cohorts/${cohortId}/designs/${design.id}`);
  const { totals, train } = builderOf(page);
  await expect(totals.getByText("Ready to train")).toBeVisible();
  await expectSaved(page);
  await train.click();
  await page.getByRole("textbox", { name: "Epochs", exact: true }).fill("20");
  await page.getByRole("button", { name: "Start training" }).click();
  await page.waitForURL(/\/runs\//);
  const runId = page.url().split("/").at(-1) ?? "";
  await untilState(instructor, runId, ["finished"]);
  const result = await instructor.api.run.result.query({ runId });
  if (result === null) throw new Error("A finished run has no result");
  const { test: score } = regressionResult(result);
  expect(score.rmse).toBeLessThan(score.baseline.rmse / 2);
  await expect(page.getByRole("region", { name: "Score" })).toContainText(formatValue(score.rmse, "MW"));
  await expect(page.getByRole("img", { name: /^Predicted against true load/ })).toHaveAccessibleName(
    /96 dots/,
  );

  const worst = page.getByRole("region", { name: "Worst misses" }).getByRole("button");
  await worst.first().click();
  const panel = page.getByRole("region", { name: "Predict", exact: true });
  await expect(panel.getByRole("img", { name: /^Validation window \d+$/ })).toBeVisible();
  await expect(panel.getByText("Missed by")).toBeVisible();

  await panel.getByRole("tab", { name: "Your window" }).click();
  const rows = csv.split("\n");
  await panel.getByLabel("Rows of a table").fill(rows.slice(0, 11).join("\n"));
  await panel.getByRole("button", { name: "Ask the network" }).click();
  await expect(panel.getByText("The network sees 24 rows at once, and received 10.")).toBeVisible();
  // The file as it came: its last day, and what comes an hour later.
  await panel
    .getByLabel("A CSV with rows")
    .setInputFiles({ name: "load.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await expect(panel.getByRole("img", { name: "load.csv" })).toBeVisible();
  await expect(panel.getByText("load, predicted")).toBeVisible();
  await expect(panel.getByText(/^\d{3}\sMW$/)).toBeVisible();
});
