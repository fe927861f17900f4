import type { Page } from "@playwright/test";
import { builderOf, expectSaved } from "../support/builder.ts";
import {
  betweenBlocks,
  boxOf,
  expectAllInSight,
  expectClearOfBlocks,
  expectNoRed,
  holdFromPalette,
  smallestLetters,
} from "../support/canvas.ts";
import type { Cohort } from "../support/cohort.ts";
import { expect, test } from "../support/test.ts";

async function newDesign(cohort: Cohort, presetId?: string): Promise<string> {
  const { id } = await cohort.learner.api.design.create.mutate({
    cohortId: cohort.id,
    name: "Sketch",
    ...(presetId === undefined ? {} : { presetId }),
  });
  return `/cohorts/${cohort.id}/designs/${id}`;
}

const isInSight = (page: Page, id: string) =>
  expect(builderOf(page).block(id)).toBeInViewport({ ratio: 0.99 });

test("a newcomer drags a network together, and nothing is red that is only not finished", async ({
  cohort,
  open,
}) => {
  const page = await open(cohort.learner, { path: await newDesign(cohort) });
  const { block, settings, totals, canvas } = builderOf(page);
  await expect(block("input")).toHaveAccessibleName(/^Input input, gives 64 by 64 by 3, before output$/);
  await expect(totals.getByText(/^Train cannot start: Nothing is between Input and Output/)).toBeVisible();
  await expect(totals.getByRole("button", { name: "1 to finish: show them" })).toBeVisible();
  await expectNoRed(page);

  // Near the connection is near enough, and it says where the block will go.
  const near = await betweenBlocks(page, "input", "output");
  await holdFromPalette(page, "Conv2D", { x: near.x + 40, y: near.y });
  await expect(canvas.getByText("Conv2D goes here")).toBeVisible();
  await page.mouse.up();
  await expect(block("conv2d")).toHaveAccessibleName(
    /^Conv2D conv2d, gives 64 by 64 by 32, after input, before output$/,
  );
  await expect(canvas.getByText("goes here")).toBeHidden();

  // On empty canvas it is connected all the same.
  const area = await boxOf(canvas);
  await holdFromPalette(page, "MaxPooling2D", { x: area.x + area.width * 0.85, y: area.y + 90 });
  await page.mouse.up();
  await expect(block("max_pooling2d")).toHaveAccessibleName(/after conv2d, before output$/);
  await isInSight(page, "output");
  await expectNoRed(page);

  await canvas.getByRole("button", { name: "Put Flatten and Dense with 10 units before Output" }).click();
  await expect(totals.getByText("Ready to train")).toBeVisible();
  await isInSight(page, "output");

  // What is wrong is red, sits at its cause and is mended by a click.
  await block("dense").click();
  await settings("dense").getByLabel("Units", { exact: true }).fill("64");
  await expect(block("dense").getByRole("note")).toHaveText(/set Dense units to 10$/);
  await expectClearOfBlocks(page, block("dense").getByRole("note"));
  await expect(block("dense")).toHaveAccessibleName(/problem: Output needs 10 numbers/);
  await block("dense").getByRole("button", { name: "Set units to 10" }).click();
  await expect(totals.getByText("Ready to train")).toBeVisible();
  await expect(settings("dense").getByLabel("Units", { exact: true })).toHaveValue("10");

  for (let added = 0; added < 6; added += 1) {
    await block("conv2d").click();
    await page.getByRole("button", { name: "Add Conv2D", exact: true }).click();
  }
  await expect(block("conv2d_6")).toBeVisible();
  await isInSight(page, "output");
  await isInSight(page, "input");
});

test("the canvas moves while a block is dragged to its edge", async ({ cohort, open }) => {
  const page = await open(cohort.learner, { path: await newDesign(cohort, "vgg-small") });
  const { canvas } = builderOf(page);
  const place = () => page.locator(".react-flow__viewport").evaluate((view) => view.style.transform);
  const area = await boxOf(canvas);
  const edge = { x: area.x + area.width / 2, y: area.y + area.height - 8 };
  await holdFromPalette(page, "Dropout", edge);
  const before = await place();
  await page.mouse.move(edge.x + 4, edge.y, { steps: 4 });
  await expect.poll(place).not.toBe(before);
  await page.mouse.up();
});

test("the lecture's network and GoogLeNet can be read when all of them is in sight", async ({
  cohort,
  open,
}) => {
  const page = await open(cohort.learner, { path: await newDesign(cohort, "lecture-cnn") });
  const { block } = builderOf(page);
  await expect(block("output")).toBeVisible();
  await expectAllInSight(page);
  expect(await smallestLetters(page)).toBeGreaterThanOrEqual(10);
  await expect(block("conv2d").locator(".face-name")).toBeVisible();
  // Farther away it says less, in larger letters, and near by more.
  for (let clicks = 0; clicks < 2; clicks += 1) {
    await page.getByRole("button", { name: "Zoom out" }).click();
  }
  await expect(block("conv2d").locator(".face-name")).toBeHidden();
  await expect(block("conv2d").locator(".face-shape")).toBeVisible();
  expect(await smallestLetters(page)).toBeGreaterThanOrEqual(10);
  await block("conv2d").click();
  for (let clicks = 0; clicks < 5; clicks += 1) {
    await page.getByRole("button", { name: "Zoom in" }).click();
  }
  await expect(block("conv2d").locator(".face-counts")).toBeVisible();

  await page.goto(await newDesign(cohort, "googlenet"));
  const modules = page.getByRole("group", { name: /^Inception module of 8 blocks, folded/ });
  await expect(modules).toHaveCount(9);
  await expectAllInSight(page);
  expect(await smallestLetters(page)).toBeGreaterThanOrEqual(10);
  await expect(modules.first()).toHaveAccessibleName(/gives 8 by 8 by 256, after max_pooling2d_1, before/);
  await modules.first().getByRole("button", { name: "Open Inception module" }).click();
  await expect(modules).toHaveCount(8);
  await expect(builderOf(page).block("concatenate")).toBeVisible();
  await page.getByRole("button", { name: "Fold Inception module" }).click();
  await expect(modules).toHaveCount(9);
});

test("several blocks are set at once, a block is renamed, and each is one step of undo", async ({
  cohort,
  open,
}) => {
  const page = await open(cohort.learner, { path: await newDesign(cohort, "lecture-cnn") });
  const { block, settings, totals } = builderOf(page);
  await block("conv2d").click();
  await block("conv2d_2").click({ modifiers: ["Shift"] });
  const all = page.getByRole("region", { name: "Settings of all" });
  await expect(all.getByText("They have 16, 32.")).toBeVisible();
  await all.getByLabel("Filters", { exact: true }).fill("24");
  await expect(block("conv2d")).toContainText("24 ·");
  await expect(block("conv2d_2")).toContainText("24 ·");
  await expect(totals).not.toContainText("295,018");
  await page.keyboard.press("Control+z");
  await expect(totals).toContainText("295,018");

  // One of several that is clicked is meant alone.
  await block("conv2d").click();
  await expect(all).toBeHidden();
  const name = settings("conv2d").getByLabel("Name", { exact: true });
  await name.fill("conv2d_1");
  await expect(page.getByText("Another block is called conv2d_1")).toBeVisible();
  await name.fill("stem");
  await expect(settings("stem")).toBeVisible();
  await expect(block("stem")).toBeVisible();
  await settings("stem").getByLabel("Name", { exact: true }).press("Escape");
  await expect(block("stem")).toBeFocused();
  await page.keyboard.press("Control+z");
  await expect(block("conv2d")).toBeVisible();
  await expectSaved(page);
});

test("another dataset fits the network and keeps the steps of undo", async ({ cohort, open }) => {
  const page = await open(cohort.learner, { path: await newDesign(cohort, "tiny-cnn") });
  const { block, settings, totals } = builderOf(page);
  await block("conv2d").click();
  await settings("conv2d").getByLabel("Filters", { exact: true }).fill("5");
  await expectSaved(page);
  const before = await page.getByRole("button", { name: /^Dataset: / }).getAttribute("aria-label");
  await page.getByRole("button", { name: /^Dataset: / }).click();
  await page
    .getByRole("menuitem")
    .filter({ hasText: /irradiance/i })
    .first()
    .click();
  await expect(page.getByText(/^The network fits .* now$/)).toBeVisible();
  await expect(page.getByRole("button", { name: before ?? "", exact: true })).toBeHidden();
  await expect(block("output")).toHaveAccessibleName(/gives 1 number/);
  await expect(totals.getByText("Ready to train")).toBeVisible();
  await page
    .getByRole("banner")
    .or(page.locator("#builder"))
    .getByRole("button", { name: "Undo" })
    .first()
    .click();
  await expect(settings("conv2d").getByLabel("Filters", { exact: true })).toHaveValue("8");
  await expect(block("output")).toHaveAccessibleName(/gives 1 number/);
  await expectSaved(page);
});

test("a palette block shows what it does, and so do the settings", async ({ cohort, open }) => {
  const page = await open(cohort.learner, { path: await newDesign(cohort, "tiny-cnn") });
  const { block, settings, palette } = builderOf(page);
  await palette.getByRole("button", { name: "Add MaxPooling2D", exact: true }).hover();
  await expect(
    page.getByText(/Keeps the largest value of each window/).filter({ visible: true }),
  ).toBeVisible();
  await expect(page.getByRole("img", { name: "Of each window the largest number stays." })).toBeVisible();
  await block("conv2d").click();
  await settings("conv2d").getByText("See what it does").click();
  await expect(settings("conv2d").getByRole("img", { name: /The kernel slides over the map/ })).toBeVisible();
});

test("Escape gives the focus back, and what Train waits for is told as it changes", async ({
  cohort,
  open,
}) => {
  const page = await open(cohort.learner, { path: await newDesign(cohort, "tiny-cnn") });
  const { block, totals } = builderOf(page);
  const status = totals.getByRole("status");
  await expect(status).toHaveText("Ready to train");
  await expect(status).toHaveAttribute("aria-live", "polite");
  await block("conv2d").click();
  await block("conv2d").focus();
  await page.keyboard.press("/");
  await expect(page.getByRole("combobox", { name: "Search blocks" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(block("conv2d")).toBeFocused();
  for (const control of [
    page.getByRole("textbox", { name: "Design name" }),
    page.getByRole("button", { name: "Add Dense", exact: true }),
    page.getByRole("button", { name: "Zoom in" }),
    page.getByRole("region", { name: "Settings of conv2d" }).getByLabel("Filters", { exact: true }),
  ]) {
    await control.focus();
    await page.keyboard.press("Escape");
    await expect(block("conv2d")).toBeFocused();
  }
  await page.keyboard.press("Delete");
  await page.keyboard.press("Control+z");
  await block("flatten").click();
  await page.keyboard.press("Delete");
  await expect(status).toHaveText(/^Train cannot start: /);
});

test("a new design's name has the focus, takes a space and is counted, not cut", async ({ cohort, open }) => {
  const page = await open(cohort.learner, { path: `/cohorts/${cohort.id}/designs` });
  await page.getByRole("button", { name: "New design" }).click();
  const dialog = page.getByRole("dialog", { name: "New design" });
  const name = dialog.getByRole("textbox", { name: "Design name" });
  await expect(name).toBeFocused();
  await page.keyboard.press("Space");
  await expect(dialog).toBeVisible();
  await name.fill("x".repeat(83));
  await expect(name).toHaveValue("x".repeat(83));
  await expect(dialog.getByText("83 of 80 characters: 3 too many")).toBeVisible();
  await dialog.getByRole("button", { name: "Create design" }).click();
  await expect(dialog).toBeVisible();
  await name.fill("x".repeat(80));
  await expect(dialog.getByText("80 of 80 characters")).toBeVisible();
});
