import { classificationResult, type ClassificationResult } from "#server/contract/classification-result.ts";
import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { InferenceSession, Tensor } from "onnxruntime-node";
import sharp from "sharp";
import { picturePath } from "#server/contract/prediction.ts";
import { runResult } from "#server/contract/run.ts";
import { epochRows } from "../support/epochs.ts";
import { cookieHeader } from "../support/person.ts";
import { productUrl } from "../support/product.ts";
import type { Evaluation } from "#models/training/metrics.ts";
import { expect, test, type Trained } from "../support/test.ts";

const percent = (fraction: number, digits = 1) => `${(fraction * 100).toFixed(digits)}\u00a0%`;
const title = (name: string | undefined) => (name ?? "?").replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ");
const pathOf = ({ cohort, run }: Trained) => `/cohorts/${cohort.id}/runs/${run.id}`;

async function resultOf({ cohort, run }: Trained): Promise<ClassificationResult & { score: Evaluation }> {
  const result = await cohort.learner.api.run.result.query({ runId: run.id });
  if (result === null) throw new Error("A finished run has no result");
  const told = classificationResult(result);
  if (told.test === null) throw new Error("A competition hides its score");
  return { ...told, score: told.test };
}

async function isLoaded(image: Locator): Promise<boolean> {
  await image.scrollIntoViewIfNeeded();
  return image.evaluate((element) => (element as HTMLImageElement).naturalWidth === 64);
}

/** The ten probabilities on the page, by class, as shares of 1. */
async function shownProbabilities(page: Page): Promise<Map<string, number>> {
  const items = page.getByRole("list", { name: "Probabilities" }).getByRole("listitem");
  await expect(items).toHaveCount(10);
  const texts = await items.allTextContents();
  return new Map(
    texts.map((text) => {
      const [, name = "", value] = /^(.+?)\s*(?:, the actual class)?(\d+\.\d)\s%$/u.exec(text) ?? [];
      return [name, Number(value) / 100];
    }),
  );
}

test("a finished run shows its scores: interval, confusion matrix, classes, mistakes", async ({
  trained,
  open,
}) => {
  const { score, classes, mistakes } = await resultOf(trained);
  const page = await open(trained.cohort.learner, { path: pathOf(trained) });
  // What stands below comes drawn, and its code later: a press meanwhile is not lost.
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/_next/**/*.js", async (route) => {
    await held;
    await route.continue();
  });
  const summary = page.getByRole("region", { name: "Score" });
  await expect(summary).toContainText(percent(score.accuracy));
  await expect(summary).toContainText(
    `95 % interval ${percent(score.accuracyInterval[0])} to ${percent(score.accuracyInterval[1])}`,
  );
  await expect(summary).toContainText(`Macro F1${percent(score.macroF1)}`);

  const right = score.confusion.reduce((sum, row, index) => sum + (row[index] ?? 0), 0);
  expect(right / score.count).toBeCloseTo(score.accuracy, 10);
  const matrix = page.getByRole("grid", { name: "Confusion matrix" });
  const numbers = async () => {
    const cells = await matrix.getByRole("gridcell").allTextContents();
    return classes.map((_, row) => cells.slice(row * 10, row * 10 + 10));
  };
  expect(await numbers()).toEqual(
    score.confusion.map((row) => row.map((count) => (count === 0 ? "" : String(count)))),
  );
  await page.getByText("Row %", { exact: true }).click();
  release();
  await expect(page.getByRole("radio", { name: "Row %" })).toBeChecked();
  await expect(matrix.getByRole("gridcell").first()).toBeVisible();
  for (const [row, cells] of (await numbers()).entries()) {
    const counts = score.confusion[row] ?? [];
    const total = counts.reduce((sum, count) => sum + count, 0);
    for (const [column, text] of cells.entries()) {
      expect(Number(text) / 100).toBeCloseTo((counts[column] ?? 0) / total, 1.9);
    }
  }
  await matrix.getByRole("gridcell").first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(matrix.getByRole("gridcell").nth(1)).toBeFocused();

  const perClass = page.getByRole("table", { name: "Each class" });
  for (const { className, precision, recall, f1, support } of score.perClass) {
    const row = perClass.getByRole("row", { name: new RegExp(`^${title(className)}`) });
    expect(await row.getByRole("cell").allTextContents()).toEqual([
      percent(precision),
      percent(recall),
      percent(f1),
      String(support),
    ]);
  }
  const weakest = score.perClass.toSorted((a, b) => a.f1 - b.f1)[0];
  await expect(perClass.getByRole("row").nth(1)).toContainText(percent(weakest?.f1 ?? Number.NaN));
  await perClass.getByRole("button", { name: "Class" }).click();
  await expect(perClass.getByRole("row").nth(1)).toContainText("Annual Crop");

  const worst = page.getByRole("region", { name: "Worst mistakes" }).getByRole("button");
  await expect(worst).toHaveCount(Math.min(12, mistakes.length));
  const [first] = mistakes;
  await expect(worst.first()).toContainText(
    `Is ${title(classes[first?.actual ?? -1])}Called ${title(classes[first?.predicted ?? -1])}`,
  );
  await expect.poll(() => isLoaded(worst.first().locator("img"))).toBe(true);
});

test("a tile is predicted as the downloaded ONNX file predicts it", async ({ trained, open }) => {
  const { cohort, run } = trained;
  const { mistakes, classes } = await resultOf(trained);
  const [mistake] = mistakes;
  if (mistake === undefined) throw new Error("The network made no mistake at all");
  const page = await open(cohort.instructor, { path: pathOf(trained) });
  await page.getByRole("region", { name: "Worst mistakes" }).getByRole("button").first().click();
  const panel = page.getByRole("region", { name: "Predict" });
  await expect(panel.getByText("but it is")).toContainText(title(classes[mistake.actual]));
  const shown = await shownProbabilities(page);
  expect(shown.get(title(classes[mistake.predicted]))).toBeCloseTo(mistake.confidence, 2);

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download" }).click();
  await page.getByRole("menuitem", { name: "ONNX" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^strata-first-try-[0-9a-f]{8}\.onnx$/);
  const session = await InferenceSession.create(await file.path());
  const tilePath = `/api/tiles/${cohort.id}/${run.datasetVersionId}/validation/${mistake.index}.png`;
  const tile = await fetch(new URL(tilePath, productUrl()), {
    headers: { cookie: cookieHeader(cohort.instructor.cookie) },
  });
  const pixels = await sharp(await tile.arrayBuffer())
    .removeAlpha()
    .raw()
    .toBuffer();
  expect(pixels).toHaveLength(64 * 64 * 3);
  const input = new Tensor(
    "float32",
    Float32Array.from(pixels, (byte) => byte / 255),
    [1, 64, 64, 3],
  );
  const { probabilities } = await session.run({ input });
  await session.release();
  const computed = probabilities?.data as Float32Array;
  expect(computed).toHaveLength(10);
  for (const [index, name] of classes.entries()) {
    expect(shown.get(title(name))).toBeCloseTo(computed[index] ?? Number.NaN, 2);
  }
  expect(computed[mistake.predicted]).toBeCloseTo(mistake.confidence, 4);
  expect(run.hasModel).toBe(true);
});

test("one's own picture is predicted; what is no picture is refused in plain words", async ({
  trained,
  open,
}) => {
  const page = await open(trained.cohort.learner, { path: pathOf(trained) });
  const panel = page.getByRole("region", { name: "Predict" });
  await panel.getByRole("tab", { name: "Your picture" }).click();
  const choose = panel.getByLabel("Choose a picture", { exact: true });
  const water = await sharp({
    create: { width: 300, height: 200, channels: 3, background: { r: 30, g: 60, b: 110 } },
  })
    .jpeg()
    .toBuffer();
  await choose.setInputFiles({ name: "lake.jpg", mimeType: "image/jpeg", buffer: water });
  await expect(panel.getByText(/^Called/)).toBeVisible();
  const shown = await shownProbabilities(page);
  expect([...shown.values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 1.9);

  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
  );
  await choose.setInputFiles({ name: "drawing.svg", mimeType: "image/svg+xml", buffer: svg });
  await expect(panel.getByRole("alert")).toHaveText(
    "“drawing.svg” is no JPEG, PNG, WebP, AVIF, TIFF or GIF picture.",
  );
  await choose.setInputFiles({
    name: "IMG_1.HEIC",
    mimeType: "image/heic",
    buffer: Buffer.from("any"),
  });
  await expect(panel.getByRole("alert")).toHaveText(
    "“IMG_1.HEIC” is HEIC, which cannot be decoded here. Save it as JPEG.",
  );
  // Chromium cannot draw TIFF; the server decodes it all the same.
  const tiff = await sharp(water).tiff().toBuffer();
  await choose.setInputFiles({ name: "lake.tif", mimeType: "image/tiff", buffer: tiff });
  await expect(panel.getByText("This browser cannot show TIFF", { exact: false })).toBeVisible();
  await expect(panel.getByText(/^Called/)).toBeVisible();
  await choose.setInputFiles({
    name: "noise.png",
    mimeType: "image/png",
    buffer: Buffer.from("not a picture at all"),
  });
  await expect(panel.getByRole("alert")).toHaveText(
    "“noise.png” could not be read as a picture. It may be damaged.",
  );
  // The server has the last word, whatever a page lets through.
  for (const picture of [svg, Buffer.from("not a picture at all"), water.subarray(0, 200)]) {
    const refused = await page.request.post(picturePath(trained.run.id), {
      data: picture,
      headers: { origin: productUrl() },
    });
    expect(refused.status()).toBe(400);
    expect(await refused.json()).toMatchObject({ error: { code: "INVALID_INPUT" } });
  }
});

test("results and epochs download as JSON and CSV with what the page shows", async ({ trained, open }) => {
  const page = await open(trained.cohort.learner, { path: pathOf(trained) });
  const fetched = async (link: string) => {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download" }).click();
    await page.getByRole("menuitem", { name: link }).click();
    return readFile(await (await download).path(), "utf8");
  };
  const { score, ...result } = await resultOf(trained);
  const json = runResult.parse(JSON.parse(await fetched("Results (JSON)")));
  expect(classificationResult(json)).toEqual(result);

  const lines = (await fetched("Results (CSV)")).trim().split("\r\n");
  expect(lines[0]).toBe("split,measure,actual,predicted,tile,value");
  expect(lines).toContain(`test,accuracy,,,,${score.accuracy}`);
  expect(lines.filter((line) => line.startsWith("test,confusion,"))).toHaveLength(100);

  const epochs = (await fetched("Epochs (CSV)")).trim().split("\r\n").slice(1);
  const rows = epochs.map((line) => line.split(","));
  expect(rows.map(([epoch, loss]) => [epoch, Number(loss).toFixed(4)])).toEqual(
    epochRows(trained.run).map(([epoch, loss]) => [epoch, loss]),
  );
});
