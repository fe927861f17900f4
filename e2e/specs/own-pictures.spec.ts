import { join } from "node:path";
import { builderOf, expectSaved } from "../support/builder.ts";
import { dropFolder, writePictures } from "../support/drop-folder.ts";
import { picturesOfClasses, zipped } from "../support/pictures-of-classes.ts";
import { untilState } from "../support/runs.ts";
import { expect, test } from "../support/test.ts";

test("a learner drops a folder with pictures of three classes and trains on them", async ({ cohort, open }, {
  outputDir,
}) => {
  const { instructor, learner, id: cohortId } = cohort;
  await instructor.api.dataset.letLearnersAdd.mutate({ cohortId, isLet: true });
  const broken = { path: "landscapes/lake/lake_0.jpg", bytes: Buffer.from("no picture") };
  await writePictures(outputDir, [...(await picturesOfClasses(30)), broken]);

  const page = await open(learner, { path: `/cohorts/${cohortId}/datasets` });
  await page.getByRole("link", { name: "Add a dataset" }).click();
  await dropFolder(
    page.getByText("Drop a zip, a folder, Parquet files or a CSV here"),
    join(outputDir, "landscapes"),
  );
  await page.getByRole("button", { name: "Read pictures" }).click();

  const report = page.getByRole("region", { name: "What was found" });
  await expect(report).toContainText("90 pictures: 54 to train, 18 to validate, 18 for the test.");
  await expect(report.getByRole("row", { name: "dune 18 6 6" })).toBeVisible();
  await expect(report).toContainText("landscapes/lake/lake_0.jpg is no JPEG");

  // What one has to say is said before anything is sent.
  await page.getByRole("button", { name: "Add dataset" }).click();
  await expect(page.getByText("Say under which licence it may be used")).toBeVisible();
  await page.getByLabel("Title").fill("Landscapes");
  await page.getByLabel("Licence").fill("CC0");
  await page.getByRole("button", { name: "Add dataset" }).click();
  await expect(page.getByRole("heading", { name: "Landscapes" })).toBeVisible();
  const datasetId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await expect(page.getByText("54 / 18 / 18")).toBeVisible();

  const design = await learner.api.design.create.mutate({
    cohortId,
    name: "Landscape network",
    presetId: "tiny-cnn",
    datasetId,
  });
  await page.goto(`/cohorts/${cohortId}/designs/${design.id}`);
  const { totals, train, dialog } = builderOf(page);
  await expect(totals.getByText("Ready to train")).toBeVisible();
  await expectSaved(page);
  await train.click();
  await dialog.getByRole("button", { name: /train/i }).click();
  await page.waitForURL(/\/runs\//);
  const runId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await untilState(learner, runId, ["finished"]);
  await expect(page.getByRole("heading", { name: /Confusion/ })).toBeVisible();
  await expect(page.getByText("meadow").first()).toBeVisible();
});

test("an upload that was cut goes on where it was, and one that is cancelled can be read anew", async ({
  cohort,
  open,
}) => {
  const { instructor, id: cohortId } = cohort;
  const padding = { path: "landscapes/notes.txt", bytes: Buffer.from(noise(3 * 1024 ** 2)) };
  const content = await zipped([...(await picturesOfClasses(8)), padding]);
  expect(content.length).toBeGreaterThan(2 * 1024 ** 2);
  const file = { name: "cut.zip", mimeType: "application/zip", buffer: content };

  const page = await open(instructor, { path: `/cohorts/${cohortId}/datasets/import` });
  const parts: string[] = [];
  await page.route("**/api/imports/**", async (route) => {
    parts.push(route.request().url().split("/").at(-1) ?? "");
    // The link is lost with the second part.
    if (parts.length === 2) await route.abort("connectionreset");
    else await route.continue();
  });
  await page.getByLabel("Files with pictures").setInputFiles(file);
  await expect(page.getByText("The server cannot be reached")).toBeVisible();
  await expect(page.getByRole("button", { name: "Read pictures" })).toBeVisible();
  expect(parts).toEqual(["0", "1", "1"]);

  await page.getByRole("button", { name: "Read pictures" }).click();
  await expect(page.getByRole("region", { name: "What was found" })).toContainText("24 pictures");
  await page.getByLabel("Colour").click();
  await page.getByRole("option", { name: "Grey" }).click();
  await page.getByRole("button", { name: "Read pictures" }).click();
  await expect(page.getByRole("region", { name: "What was found" })).toContainText("24 pictures");
  await page.getByRole("button", { name: "Discard this upload" }).click();
  await expect(page.getByText("Drop a zip, a folder, Parquet files or a CSV here")).toBeVisible();
});

/** Bytes that do not shrink. */
function noise(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = 1;
  for (let index = 0; index < length; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
}
