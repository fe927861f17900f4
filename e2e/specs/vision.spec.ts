import { readFile } from "node:fs/promises";
import { createFileStorage } from "#server/storage/files/file-storage.ts";
import { describeFile } from "#server/vision/describe-file.ts";
import { putModel } from "#server/vision/model-store.ts";
import {
  hasReferenceFiles,
  referenceModel,
  referencePicture,
} from "#server/vision/testing/reference-files.ts";
import { tinyPets } from "#server/vision/testing/put-tiny-model.ts";
import { askQuestion } from "../support/ask-question.ts";
import { productHome } from "../support/product.ts";
import { expect, test } from "../support/test.ts";

// The real network and a real photograph, which others published and this repository does not hold.
test.skip(!hasReferenceFiles, "../shared/data is not there");

test("what is on a picture: boxes, table, settings at once, files; then one from the camera", async ({
  cohort,
  open,
}) => {
  const file = referenceModel("yolox_nano.onnx");
  const files = createFileStorage({ home: productHome(), reserveBytes: 0 });
  await putModel(files, await describeFile(file), { file, canTake: false });
  const page = await open(cohort.learner, { path: `/cohorts/${cohort.id}` });
  await page.getByRole("navigation", { name: "Cohort" }).getByRole("link", { name: "Vision" }).click();

  await page.getByLabel("Choose a picture").setInputFiles(referencePicture("dog.jpg"));
  const table = page.getByRole("table", { name: "What was found" });
  const rows = table.getByRole("row");
  await expect(rows).toHaveCount(1 + 5);
  await expect(table.getByRole("row", { name: "133 326 207 543 0.86 dog" })).toBeVisible();
  await table.getByRole("row", { name: /bicycle/ }).hover();
  await expect(page.getByRole("button", { name: "bicycle, 0.80" })).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "dog, 0.86" }).click();
  await expect(table.getByRole("row", { name: /dog/ })).toHaveAttribute("aria-selected", "true");

  await page.getByRole("slider", { name: "Confidence" }).fill("0.5");
  await expect(rows).toHaveCount(1 + 3);
  await page.getByText("car 1").click();
  await expect(rows).toHaveCount(1 + 2);
  await table.getByRole("button", { name: "Cut out dog" }).click();
  await expect(page.getByText(/\d % of the picture/)).toBeVisible();
  await expect(page.getByLabel("What it is")).toHaveValue("dog");
  await page.getByRole("tab", { name: "Detect" }).click();
  await expect(rows).toHaveCount(1 + 2);
  await page.getByRole("button", { name: "Export" }).click();
  const saving = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Table as CSV" }).click();
  const csv = await readFile(await (await saving).path(), "utf8");
  expect(csv.split("\r\n")).toEqual([
    "left,right,top,bottom,conf,class",
    expect.stringMatching(/^132\.\d+,325\.\d+,206\.\d+,543\.\d+,0\.85\d+,dog$/),
    expect.stringContaining("bicycle"),
    "",
  ]);
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: "Keep for an exercise" }).click();
  await expect(page.getByText("Kept in this browser.", { exact: false })).toBeVisible();

  await page.getByRole("button", { name: "Take one with the webcam" }).click();
  await page.getByRole("button", { name: "Take the picture" }).click();
  await expect(page.getByRole("img", { name: "webcam.jpg" })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "found" })).toContainText("the network took");
  await page.getByRole("button", { name: "Delete webcam.jpg" }).click();
  await expect(page.getByText("Which picture?")).toBeVisible();

  await page.getByRole("tab", { name: "Webcam" }).click();
  await page.getByRole("button", { name: "Start the camera" }).click();
  const speed = page.getByRole("group", { name: "Speed" });
  await expect(speed).toContainText(/\d frames a second on the shared server; a frame takes \d+ ms/);
  await page.getByText("This machine").click();
  await expect(speed).toContainText(/\d frames a second on this machine, WebAssembly/);
  await page.getByRole("button", { name: "Stop the camera" }).click();
  await expect(page.getByText("What does the camera see?")).toBeVisible();

  // What was kept is handed in where an exercise asks for it.
  const right = { class: "dog", left: 130, top: 210, right: 320, bottom: 540 };
  const picture = { name: "dog.jpg", size: { width: 768, height: 576 } };
  const exercise = await askQuestion(
    cohort,
    { id: "dog", kind: "detection", prompt: "Find the dog.", points: 3, picture },
    // For a third of the points each: the dog, the bicycle's number, and three cars, of which there is one.
    {
      kind: "detection",
      objects: [right],
      iou: 0.8,
      counts: [
        { class: "bicycle", count: 1, tolerance: 0 },
        { class: "car", count: 3, tolerance: 1 },
      ],
      isPartial: true,
      message: "",
    },
  );
  await page.goto(exercise);
  await page.getByRole("button", { name: "Take what the lab kept: dog.jpg" }).click();
  await expect(page.getByText("dog.jpg: 1 × dog, 1 × bicycle")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /^Hand in a copy of the picture/ })).toBeChecked();
  await page.getByRole("button", { name: "Hand in" }).click();
  await expect(page.getByText("2 of 3", { exact: true }).first()).toBeVisible();
  // Who grades sees the picture with its boxes, until its owner deletes it.
  await page.getByRole("link", { name: "Details and questions" }).click();
  const shown = page.getByRole("img", { name: "Boxes that were handed in" });
  await expect(shown.locator("image")).toBeVisible();
  const teaching = await open(cohort.instructor, { path: new URL(page.url()).pathname });
  const seen = teaching.getByRole("img", { name: "Boxes that were handed in" });
  await expect(seen.locator("image")).toBeVisible();
  await expect(seen).toContainText("bicycle");
  await page.getByRole("button", { name: "Delete the picture" }).click();
  await expect(shown.locator("image")).toHaveCount(0);
  await expect(shown).toContainText("dog");

  await teaching.goto(`/cohorts/${cohort.id}/vision/models`);
  await expect(teaching.getByRole("list", { name: "Here" })).toContainText("YOLOX-Nano");
  await expect(teaching.getByRole("list", { name: "Can be had" })).toContainText("AGPL-3.0");
  const buffer = Buffer.from(tinyPets());
  const choose = teaching.getByLabel("Choose an ONNX file");
  await choose.setInputFiles({ name: "pets.onnx", mimeType: "application/octet-stream", buffer });
  const here = teaching.getByRole("list", { name: "Here" });
  await expect(here).toContainText("brought by this cohort");
  await choose.setInputFiles({ name: "no.onnx", mimeType: "text/plain", buffer: Buffer.from("no model") });
  await expect(teaching.getByText("This is no ONNX file")).toBeVisible();
  await teaching.getByRole("button", { name: "Delete pets" }).click();
  await teaching.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(here).not.toContainText("pets");
});
