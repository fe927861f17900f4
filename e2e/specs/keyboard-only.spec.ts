import type { Page } from "@playwright/test";
import { builderOf, expectSaved } from "../support/builder.ts";
import { expect, test } from "../support/test.ts";

/** Presses Tab until the wanted element has the focus: nothing may be out of its reach. */
async function tabTo(
  page: Page,
  name: string | RegExp,
  role: "button" | "link" | "textbox" | "radio",
): Promise<void> {
  const target = page.getByRole(role, { name, exact: typeof name === "string" });
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${String(name)} was not reached with Tab`);
}

async function addBlock(page: Page, search: string, id: string): Promise<void> {
  await page.keyboard.press("/");
  await expect(page.getByRole("combobox", { name: "Search blocks" })).toBeFocused();
  await page.keyboard.type(search);
  await page.keyboard.press("Enter");
  await expect(builderOf(page).block(id)).toBeFocused();
}

test("from an empty canvas to a training, with the keyboard alone", async ({ cohort, open }) => {
  const page = await open(cohort.learner, { path: `/cohorts/${cohort.id}/designs` });
  await tabTo(page, "New design", "button");
  await page.keyboard.press("Enter");
  await tabTo(page, "Design name", "textbox");
  await page.keyboard.type("By keys");
  await tabTo(page, "Lecture CNN", "radio");
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("radio", { name: "Empty canvas" })).toBeChecked();
  await tabTo(page, "Create design", "button");
  await page.keyboard.press("Enter");

  const { block, blocks, settings, totals, dialog } = builderOf(page);
  await expect(blocks).toHaveCount(2);
  // From the first block: what is added goes after what is selected.
  await tabTo(page, "Add Conv2D", "button");
  await page.keyboard.press("Enter");
  await expect(block("conv2d")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(settings("conv2d").getByLabel("Filters", { exact: true })).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("4");
  await page.keyboard.press("Escape");
  await expect(block("conv2d")).toBeFocused();
  await addBlock(page, "max", "max_pooling2d");
  await addBlock(page, "flat", "flatten");
  await addBlock(page, "dense", "dense");
  await page.keyboard.press("Enter");
  await expect(settings("dense").getByLabel("Units", { exact: true })).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("10");
  await page.keyboard.press("Escape");
  await expect(block("dense")).toBeFocused();
  await expect(totals.getByText("Ready to train")).toBeVisible();

  // Cut a connection, see what that does, and mend it.
  await page.keyboard.press("ArrowUp");
  await expect(block("flatten")).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo(page, "Disconnect flatten from dense", "button");
  await page.keyboard.press("Enter");
  await expect(totals.getByText(/Train cannot start/)).toBeVisible();
  await block("flatten").focus();
  await page.keyboard.press("c");
  await expect(page.getByRole("menuitem", { name: /Dense/ })).toBeVisible();
  await page.keyboard.type("dense");
  await page.keyboard.press("Enter");
  await expect(totals.getByText("Ready to train")).toBeVisible();
  await expectSaved(page);

  await page.keyboard.press("Control+Enter");
  await expect(dialog.getByRole("heading", { name: "Train this network" })).toBeVisible();
  await tabTo(page, "Epochs", "textbox");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("1");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("status", { name: "Run" })).toHaveText(/Preparing|Epoch 1 of 1|Finished/);
});
