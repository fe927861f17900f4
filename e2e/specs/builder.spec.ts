import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { encodeTrainedNetwork } from "#server/engine/export/trained-network.ts";
import { initialWeights } from "#server/engine/weights/initial-weights.ts";
import { planNetwork } from "#server/engine/weights/network-plan.ts";
import { modelGraph } from "#models/graph/schema.ts";
import { builderOf, expectSaved } from "../support/builder.ts";
import { betweenBlocks, holdFromPalette } from "../support/canvas.ts";
import { joinAs, type Cohort } from "../support/cohort.ts";
import { expect, test } from "../support/test.ts";

async function newDesign(cohort: Cohort, presetId?: string): Promise<{ id: string; path: string }> {
  const { id } = await cohort.learner.api.design.create.mutate({
    cohortId: cohort.id,
    name: "Sketch",
    ...(presetId === undefined ? {} : { presetId }),
  });
  return { id, path: `/cohorts/${cohort.id}/designs/${id}` };
}

async function parameters(page: Page): Promise<string> {
  return builderOf(page).totals.getByRole("definition").first().innerText();
}

test("presets take the canvas; the lecture's network has 295,018 parameters; undo brings back what was there", async ({
  cohort,
  open,
}) => {
  const { id, path } = await newDesign(cohort);
  const page = await open(cohort.learner, { path });
  const { blocks, totals, block } = builderOf(page);
  await expect(blocks).toHaveCount(2);
  await page.getByRole("button", { name: "Presets" }).click();
  await page.getByRole("menuitem", { name: /Lecture CNN/ }).click();
  await expect(totals).toContainText("295,018");
  await expect(blocks).toHaveCount(14);
  await expect(block("dense")).toContainText("262 k params");
  await expect(block("max_pooling2d_2")).toContainText("8×8×64");
  await expect(totals.getByText("Ready to train")).toBeVisible();
  await page.getByRole("listitem").getByRole("button", { name: "Undo" }).click();
  await expect(blocks).toHaveCount(2);
  await page.getByRole("button", { name: "Redo" }).click();
  await expect(blocks).toHaveCount(14);
  await expectSaved(page);
  await page.reload();
  await expect(totals).toContainText("295,018");

  await page.getByRole("button", { name: "Search blocks" }).click();
  await page.getByRole("combobox", { name: "Search blocks" }).fill("transfer");
  await page.keyboard.press("Enter");
  const question = page.getByRole("dialog", { name: "Pretrained backbone" });
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(question).toBeHidden();
  await holdFromPalette(page, "Pretrained backbone", await betweenBlocks(page, "conv2d", "conv2d_1"));
  await expect(page.getByText("Pretrained backbone goes here")).toBeVisible();
  await page.mouse.up();
  await question.getByRole("button", { name: "Put on the canvas" }).click();
  await expect(page.getByRole("button", { name: "Open MobileNetV3" })).toBeVisible();
  await expectSaved(page);
  const { graph } = await cohort.learner.api.design.get.query({ designId: id });
  const nameOf = (nodeId: string) => graph.nodes.find((node) => node.id === nodeId)?.name;
  const beside = graph.edges.filter(({ source, target }) => source === "conv2d" || target === "conv2d_1");
  expect(beside.map(({ source, target }) => [nameOf(source), nameOf(target)])).toEqual(
    expect.arrayContaining([
      ["conv2d", "resizing"],
      ["pooling", "conv2d_1"],
    ]),
  );
  await expect(page.getByText(/not on this server.*npm run -s models -- add/)).toBeVisible();
});

test("what is wrong is said at its block, and Train says why it cannot start", async ({ cohort, open }) => {
  const { path } = await newDesign(cohort, "tiny-cnn");
  const page = await open(cohort.learner, { path });
  const { block, settings, totals, train, dialog } = builderOf(page);
  await block("conv2d").click();
  const filters = settings("conv2d").getByLabel("Filters", { exact: true });
  await filters.fill("0");
  await expect(block("conv2d").getByRole("note")).toContainText(/filters/i);
  await expect(filters).toHaveAttribute("aria-invalid", "true");
  await expect(totals.getByText(/^Train cannot start: .*filters/i)).toBeVisible();
  await train.press("Enter");
  await expect(page.getByRole("listitem").filter({ hasText: /Train cannot start/ })).toBeVisible();
  await expect(dialog).toBeHidden();
  await expect(train).toHaveAttribute("aria-disabled", "true");
  await expect(train).toHaveAccessibleDescription(/Train cannot start/);
  await filters.fill("8");
  await expect(totals.getByText("Ready to train")).toBeVisible();

  await block("flatten").click();
  await page.keyboard.press("Delete");
  await expect(block("flatten")).toBeHidden();
  await expect(
    page.getByRole("note").filter({ hasText: "Dense gives a map here, where Output needs a flat input" }),
  ).toBeVisible();
  await expect(totals.getByText(/Train cannot start: Dense gives a map here/)).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(block("flatten")).toBeVisible();
  await expect(totals.getByText("Ready to train")).toBeVisible();
});

test("copy, paste, duplicate and delete, each undone and redone exactly", async ({
  cohort,
  open,
  browserName,
}) => {
  expect(browserName).toBe("chromium");
  const { path } = await newDesign(cohort, "tiny-cnn");
  const page = await open(cohort.learner, { path, permissions: ["clipboard-read", "clipboard-write"] });
  const { block, blocks } = builderOf(page);
  await expect(blocks).toHaveCount(8);
  const before = await parameters(page);
  await block("conv2d_1").click();
  await page.keyboard.press("Control+c");
  await page.keyboard.press("Control+v");
  await expect(blocks).toHaveCount(9);
  await expect(block("conv2d_2")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(blocks).toHaveCount(8);
  expect(await parameters(page)).toBe(before);
  await page.keyboard.press("Control+Shift+z");
  await expect(blocks).toHaveCount(9);
  await page.keyboard.press("Control+z");
  await block("conv2d_1").click();
  await page.keyboard.press("Delete");
  await expect(blocks).toHaveCount(7);
  expect(await parameters(page)).not.toBe(before);
  await page.keyboard.press("Control+z");
  await expect(blocks).toHaveCount(8);
  expect(await parameters(page)).toBe(before);
  await page.keyboard.press("Control+a");
  await expect(page.getByRole("heading", { name: "8 blocks, 7 connections selected" })).toBeVisible();
});

test("a design exports as a model file and opens from one", async ({ cohort, open }) => {
  const { path } = await newDesign(cohort, "lenet-64");
  const page = await open(cohort.learner, { path });
  const { totals, block } = builderOf(page);
  await expect(totals).toContainText("338,486");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Export as a model file" }).click();
  const file = await (await download).path();
  const exported = modelGraph.parse(JSON.parse(await readFile(file, "utf8")));
  expect(exported.nodes).toHaveLength(10);
  await page.getByLabel("Model file", { exact: true }).setInputFiles({
    name: "broken.json",
    mimeType: "application/json",
    buffer: Buffer.from('{"version":1,"nodes":'),
  });
  await expect(page.getByText("broken.json was not opened")).toBeVisible();
  // A network with its weights is read on the server, and the design starts from them.
  const plan = planNetwork(exported, { inputShape: [64, 64, 3], target: numberedClasses(10) });
  await page.getByLabel("Model file", { exact: true }).setInputFiles({
    name: "base.safetensors",
    mimeType: "application/octet-stream",
    buffer: Buffer.from(
      encodeTrainedNetwork({ graph: exported, classes: [] }, plan, initialWeights(plan, 3)),
    ),
  });
  await expect(
    page.getByText("Training starts from weights of base.safetensors: 5 of 5 layers."),
  ).toBeVisible();
  const few = { ...exported, nodes: exported.nodes.slice(0, 2), edges: exported.edges.slice(0, 1) };
  await page.getByLabel("Model file", { exact: true }).setInputFiles({
    name: "few.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(few)),
  });
  await expect(block("flatten")).toBeHidden();
  await expect(builderOf(page).blocks).toHaveCount(2);
});

test("what another program wrote is pasted as a whole network with its notes, and what is none says why", async ({
  cohort,
  open,
}) => {
  const { path } = await newDesign(cohort, "tiny-cnn");
  const page = await open(cohort.learner, { path, permissions: ["clipboard-read", "clipboard-write"] });
  const { block, blocks, canvas } = builderOf(page);
  await expect(blocks).toHaveCount(8);
  async function paste(text: string): Promise<void> {
    await page.evaluate((text) => navigator.clipboard.writeText(text), text);
    await canvas.click({ position: { x: 12, y: 12 } });
    await page.keyboard.press("Control+v");
  }
  await paste("no network at all");
  await expect(page.getByText("The pasted text was not opened")).toBeVisible();
  await expect(blocks).toHaveCount(8);
  const layers = [
    { class_name: "Conv2D", config: { name: "conv", filters: 4, kernel_size: [3, 3], blur: false } },
    { class_name: "Flatten", config: { name: "flat" } },
    { class_name: "Dense", config: { name: "out", units: 10, activation: "softmax" } },
  ];
  const first = { ...layers[0]?.config, batch_input_shape: [null, 64, 64, 3] };
  const config = { name: "mine", layers: [{ ...layers[0], config: first }, ...layers.slice(1)] };
  await paste(JSON.stringify({ class_name: "Sequential", config, keras_version: "2.9.0" }));
  await expect(page.getByText("The pasted text is on the canvas")).toBeVisible();
  await expect(page.getByText("Left out: blur of conv.")).toBeVisible();
  await expect(blocks).toHaveCount(5);
  const places = await Promise.all(
    ["input", "conv", "flat", "out", "output"].map(async (id) => {
      const { x = 0, y = 0 } = (await block(id).boundingBox()) ?? {};
      return `${x} ${y}`;
    }),
  );
  expect(new Set(places).size).toBe(5);
  await page.keyboard.press("Control+z");
  await expect(blocks).toHaveCount(8);
});

test("a design saves itself, is duplicated, and shows read-only to a classmate it is shared with", async ({
  cohort,
  open,
}) => {
  const { path, id } = await newDesign(cohort, "tiny-cnn");
  const page = await open(cohort.learner, { path });
  const { block, settings, saveState } = builderOf(page);
  await block("conv2d").click();
  await settings("conv2d").getByLabel("Filters", { exact: true }).fill("12");
  await page.getByRole("textbox", { name: "Design name" }).fill("Twelve filters");
  await expect(saveState).toHaveText("Saving…");
  await expectSaved(page);
  await page.reload();
  await expect(page.getByRole("textbox", { name: "Design name" })).toHaveValue("Twelve filters");
  await expect(block("conv2d")).toContainText("12");

  const mate = await open(await joinAs(cohort, "A classmate"), { path });
  await expect(mate.getByText("No such design, or it is not shared with you")).toBeVisible();
  await page.getByRole("switch", { name: "Shared" }).click();
  await expectSaved(page);
  await mate.goto(`/cohorts/${cohort.id}/designs`);
  await mate
    .getByRole("list", { name: "Shared by others" })
    .getByRole("link", { name: "Twelve filters" })
    .click();
  await expect(mate.getByText("View only")).toBeVisible();
  const view = builderOf(mate);
  await view.block("conv2d").click();
  await expect(view.settings("conv2d").getByLabel("Filters", { exact: true })).toHaveAttribute("readonly");
  await view.block("conv2d").press("Delete");
  await expect(view.blocks).toHaveCount(8);
  await expect(view.train).toBeHidden();
  await mate.getByRole("button", { name: "Duplicate to edit" }).click();
  await expect(mate.getByRole("textbox", { name: "Design name" })).toHaveValue(/Twelve filters/);
  expect(mate.url()).not.toContain(id);
  await view.block("conv2d").click();
  await view.settings("conv2d").getByLabel("Filters", { exact: true }).fill("3");
  await expectSaved(mate);
  const { graph } = await cohort.learner.api.design.get.query({ designId: id });
  expect(graph.nodes.find((node) => node.id === "conv2d")?.settings).toMatchObject({ filters: 12 });
});

test("two tabs that change the same design: the person says which one stays", async ({ cohort, open }) => {
  const { path, id } = await newDesign(cohort, "tiny-cnn");
  const first = await open(cohort.learner, { path });
  const second = await first.context().newPage();
  await second.goto(path);
  async function setFilters(page: Page, filters: string): Promise<void> {
    await builderOf(page).block("conv2d").click();
    await builderOf(page).settings("conv2d").getByLabel("Filters", { exact: true }).fill(filters);
  }
  const savedFilters = async () => {
    const { graph } = await cohort.learner.api.design.get.query({ designId: id });
    return graph.nodes.find((node) => node.id === "conv2d")?.settings["filters"];
  };
  await expect(builderOf(second).block("conv2d")).toBeVisible();
  await setFilters(first, "5");
  await expectSaved(first);
  await expect.poll(savedFilters).toBe(5);
  await setFilters(second, "7");
  const question = second.getByRole("dialog", { name: "This design was changed elsewhere" });
  await expect(question).toBeVisible();
  await question.getByRole("button", { name: "Keep mine" }).click();
  await expect(question).toBeHidden();
  await expect.poll(savedFilters).toBe(7);

  await setFilters(first, "9");
  const again = first.getByRole("dialog", { name: "This design was changed elsewhere" });
  await again.getByRole("button", { name: "Load the saved one" }).click();
  await expect(again).toBeHidden();
  await builderOf(first).block("conv2d").click();
  await expect(builderOf(first).settings("conv2d").getByLabel("Filters", { exact: true })).toHaveValue("7");
  expect(await savedFilters()).toBe(7);
});
