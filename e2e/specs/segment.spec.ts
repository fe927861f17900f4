import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { fillPolygons } from "#models/vision/mask/fill-polygons.ts";
import { encodeRle } from "#models/vision/mask/rle.ts";
import { keptMaskOf } from "#models/exercises/questions/kept-mask.ts";
import { askQuestion } from "../support/ask-question.ts";
import { expect, test } from "../support/test.ts";

// A light disc of radius 60 at 150, 100 on a dark ground: 14.1 % of 400 x 200.
const DISC = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200"><rect width="400" height="200" fill="#123"/><circle cx="150" cy="100" r="60" fill="#fc3"/></svg>`;

/** Its outline. */
const ROUND = Array.from({ length: 64 }, (_, step) => (step * Math.PI) / 32).flatMap((angle) => [
  150 + 60 * Math.cos(angle),
  100 + 60 * Math.sin(angle),
]);

test("a click cuts out what it is on; undo, other candidates, a name and its file", async ({
  cohort,
  open,
}) => {
  const page = await open(cohort.learner, { path: `/cohorts/${cohort.id}/vision` });
  await page.getByRole("tab", { name: "Segment" }).click();
  const buffer = await sharp(Buffer.from(DISC)).png().toBuffer();
  // "Detect" has one as well, where a model is here.
  const picker = page.getByRole("tabpanel", { name: "Segment" }).getByLabel("Choose a picture");
  await picker.setInputFiles({ name: "disc.png", mimeType: "image/png", buffer });
  const surface = page.getByRole("application");
  await expect(surface.getByRole("img", { name: "disc.png" })).toBeVisible();
  const { width, height } = (await surface.boundingBox())!;
  await surface.click({ position: { x: (width * 150) / 400, y: height / 2 } });
  await expect(page.getByText(/1[345]\.\d % of the picture/)).toBeVisible();
  await expect(page.getByRole("radio", { name: /^Other/ })).toHaveCount(2);

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Click on what you mean.")).toBeVisible();
  // The same again by keys: from the middle 50 of 400 pixels to the left, in steps of 8.
  await surface.focus();
  for (let step = 0; step < 6; step += 1) await surface.press("ArrowLeft");
  await surface.press("Enter");
  await expect(page.getByText(/1[345]\.\d % of the picture/)).toBeVisible();

  await page.getByLabel("What it is").fill("disc");
  await page.getByRole("button", { name: "Keep it" }).click();
  await expect(page.getByRole("list", { name: "Objects" })).toContainText("disc");
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "COCO JSON" }).click();
  const coco = JSON.parse(await readFile(await (await saving).path(), "utf8"));
  expect(coco).toMatchObject({
    categories: [{ id: 1, name: "disc" }],
    annotations: [{ segmentation: { size: [200, 400] }, image_id: 1 }],
  });

  await page.getByRole("button", { name: "Keep for an exercise" }).click();
  await expect(page.getByText("Kept in this browser.", { exact: false })).toBeVisible();

  await page.getByText("Everything", { exact: true }).click();
  await page.getByText("8 × 8").click();
  await page.getByRole("button", { name: "Find everything" }).click();
  await expect(page.getByText(/from 2 of 2 pieces/)).toBeVisible();
  await surface.click({ position: { x: (width * 150) / 400, y: height / 2 } });
  await expect(page.getByText(/1[345]\.\d % of the picture/)).toBeVisible();
  await page.getByRole("button", { name: /^Keep all \d/ }).click();
  await expect(page.getByRole("list", { name: "Objects" })).toContainText("object 2");
  const savingOutlines = page.waitForEvent("download");
  await page.getByRole("button", { name: "Polygons" }).click();
  const outlines = JSON.parse(await readFile(await (await savingOutlines).path(), "utf8"));
  expect(outlines.annotations[0].segmentation[0].length).toBeGreaterThan(16);

  // What was kept is handed in where an exercise asks for it, and is seen by who grades.
  const size = { width: 400, height: 200 };
  const exercise = await askQuestion(
    cohort,
    { id: "disc", kind: "mask", prompt: "Cut out the disc.", points: 2, picture: { name: "disc.png", size } },
    { kind: "mask", mask: keptMaskOf(encodeRle(fillPolygons([ROUND], size))), iou: 0.9, message: "" },
  );
  await page.goto(exercise);
  await page.getByRole("button", { name: "Take what the lab kept: disc.png" }).click();
  await page.getByRole("button", { name: "Hand in" }).click();
  await expect(page.getByText("2 of 2", { exact: true }).first()).toBeVisible();
  await page.getByRole("link", { name: "Details and questions" }).click();
  await expect(page).toHaveURL(/submissions\//);
  const grading = await open(cohort.instructor, { path: new URL(page.url()).pathname });
  const seen = grading.getByRole("img", { name: "Mask that was handed in" });
  await expect(seen.locator("image")).toBeVisible();
  await expect(seen.locator("polygon")).toHaveCount(1);
});
