import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { createFileStorage } from "#server/storage/files/file-storage.ts";
import { describeFile } from "#server/vision/describe-file.ts";
import { putModel } from "#server/vision/model-store.ts";
import {
  hasReferenceFiles,
  referenceModel,
  referencePicture,
} from "#server/vision/testing/reference-files.ts";
import { askQuestion } from "../support/ask-question.ts";
import { readZip } from "../support/read-zip.ts";
import { productHome } from "../support/product.ts";
import { expect, test } from "../support/test.ts";
import { copyVideo, framesOf, silentSound } from "../support/videos.ts";

// The real network and a real street, which others published and this repository does not hold.
test.skip(!hasReferenceFiles, "../shared/data is not there");

const STREET = referencePicture("traffic.mp4");

async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByLabel("Choose a video").setInputFiles({ name, mimeType: "video/mp4", buffer });
}

async function saved(page: Page, button: string): Promise<Buffer> {
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: button }).click();
  return readFile(await (await saving).path());
}

test("a video: refused or turned as it should be, its frames as pictures, what is on it, the file with boxes", async ({
  cohort,
  open,
}) => {
  const file = referenceModel("yolox_nano.onnx");
  const files = createFileStorage({ home: productHome(), reserveBytes: 0 });
  await putModel(files, await describeFile(file), { file, canTake: false });
  const page = await open(cohort.learner, { path: `/cohorts/${cohort.id}/vision` });
  await page.getByRole("tab", { name: "Video" }).click();

  const alert = page.getByRole("alert").filter({ hasText: /./ });
  await choose(page, "sound.mp4", silentSound());
  await expect(alert).toHaveText("“sound.mp4” holds sound, and no pictures.");
  await choose(page, "notes.mp4", Buffer.from("no video at all"));
  await expect(alert).toContainText("“notes.mp4” is no video, or a damaged one.");
  // Its index is at its end.
  await choose(page, "half.mp4", (await readFile(STREET)).subarray(0, 300_000));
  await expect(alert).toContainText("“half.mp4” holds no pictures that can be found");

  await choose(page, "turned.mp4", await copyVideo(STREET, { packets: 13, rotation: 90 }));
  await expect(page.getByText("360 × 640, 0.5 s")).toBeVisible();
  await page.getByLabel("Increment").fill("4");
  await expect(page.getByText("4 of 13 frames: 0, 4, 8, 12")).toBeVisible();
  await page.getByRole("button", { name: "Take the frames" }).click();
  await expect(page.getByRole("list", { name: "Frames taken" }).getByRole("listitem")).toHaveCount(4);
  const pictures = await readZip(await saved(page, "4 PNG as ZIP"));
  expect([...pictures.keys()]).toEqual(["00", "04", "08", "12"].map((number) => `turned-${number}.png`));
  for (const picture of pictures.values()) {
    expect(await sharp(picture).metadata()).toMatchObject({ format: "png", width: 360, height: 640 });
  }

  // Shown ever more slowly: frames do not lie at equal distances.
  const street = await copyVideo(STREET, { packets: 36, at: (time) => time + time ** 2 });
  await choose(page, "cut.mp4", street.subarray(0, Math.round(street.length * 0.6)));
  await page.getByRole("button", { name: "Look at the video" }).click();
  await expect(alert).toContainText(/“cut.mp4” is damaged, or ends too early: after \d\.\d s/);

  await choose(page, "street.mp4", street);
  await page.getByRole("button", { name: "Look at the video" }).click();
  await expect(page.getByText(/things on 8 frames, looked at on the shared server/)).toBeVisible();
  await expect(alert).toHaveCount(0);
  const things = page.getByRole("table", { name: "Things that were seen" });
  const car = things.getByRole("row", { name: /^car/ }).first();
  const id = await car.getByRole("cell").nth(1).innerText();
  const from = Number.parseFloat(await car.getByRole("cell").nth(2).innerText());
  const player = page.getByLabel("street.mp4", { exact: true });
  const now = () => player.evaluate((video: HTMLVideoElement) => video.currentTime);
  await car.getByRole("button", { name: "car" }).click();
  await expect.poll(now).toBeCloseTo(from, 1);
  await page.getByText("Frames", { exact: true }).click();
  const rows = page.getByRole("table", { name: "Frames that were looked at" }).getByRole("row");
  const { times } = await framesOf(street);
  await expect(rows).toHaveCount(1 + 8);
  await expect(rows.last().getByRole("cell").first()).toHaveText("35");
  await expect(rows.last().getByRole("cell").nth(1)).toHaveText(times.at(-1)!.toFixed(2));
  await page.getByRole("slider", { name: "Second of the video" }).fill("2");
  await expect.poll(now).toBeCloseTo(2, 1);

  await page.getByRole("button", { name: "Keep for an exercise" }).click();
  await expect(page.getByText("Kept in this browser.", { exact: false })).toBeVisible();
  const withBoxes = await framesOf(await saved(page, "Video with boxes"));
  expect(withBoxes).toMatchObject({ width: 640, height: 360 });
  expect(withBoxes.times).toEqual(times.map((time) => expect.closeTo(time, 2)));

  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole("button", { name: "Look at the video" })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.getByText("Things", { exact: true }).click();
  await car.getByRole("button", { name: "car" }).click();
  await page.getByRole("button", { name: `Cut out car ${id}` }).click();
  await expect(page.getByLabel("What it is")).toHaveValue("car");
  await expect(page.getByText(/\d % of the picture/)).toBeVisible();

  // What was kept is handed in where an exercise asks for it, and its curve is seen by who grades.
  const exercise = await askQuestion(
    cohort,
    { id: "cars", kind: "video-count", prompt: "How many cars?", points: 2, video: "street.mp4" },
    {
      kind: "video-count",
      counts: [{ class: "car", count: 1, tolerance: 1 }],
      isPartial: false,
      message: "",
    },
  );
  await page.goto(exercise);
  await page.getByRole("button", { name: "Take what the lab kept: street.mp4" }).click();
  await expect(page.getByText(/^street.mp4: .*\d × car/)).toBeVisible();
  await page.getByRole("button", { name: "Hand in" }).click();
  await expect(page.getByText("2 of 2", { exact: true }).first()).toBeVisible();
  await page.getByRole("link", { name: "Details and questions" }).click();
  await expect(page).toHaveURL(/submissions\//);
  const grading = await open(cohort.instructor, { path: new URL(page.url()).pathname });
  await expect(grading.getByRole("img", { name: "How many were seen at once, over time" })).toBeVisible();
});
