import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { expect, test } from "../support/test.ts";

// A light disc of radius 60 at 150, 100 on a dark ground: 14.1 % of 400 x 200.
const DISC = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200"><rect width="400" height="200" fill="#123"/><circle cx="150" cy="100" r="60" fill="#fc3"/></svg>`;

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
});
