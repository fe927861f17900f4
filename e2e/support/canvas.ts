import { expect, type Locator, type Page } from "@playwright/test";
import { builderOf } from "./builder.ts";

type Box = { x: number; y: number; width: number; height: number };

export async function boxOf(locator: Locator): Promise<Box> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error("It is not on the screen");
  return box;
}

/** Takes a block from the palette and holds it at a point of the screen. */
export async function holdFromPalette(page: Page, type: string, at: { x: number; y: number }): Promise<void> {
  const listed = builderOf(page).palette.getByRole("button", { name: `Add ${type}`, exact: true });
  await listed.scrollIntoViewIfNeeded();
  const item = await boxOf(listed);
  await page.mouse.move(item.x + 30, item.y + item.height / 2);
  await page.mouse.down();
  await page.mouse.move((item.x + at.x) / 2, (item.y + at.y) / 2, { steps: 6 });
  await page.mouse.move(at.x, at.y, { steps: 6 });
}

/** The middle of the connection between two blocks, on the screen. */
export async function betweenBlocks(page: Page, source: string, target: string) {
  const { block } = builderOf(page);
  const [from, to] = [await boxOf(block(source)), await boxOf(block(target))];
  return { x: from.x + from.width / 2, y: (from.y + from.height + to.y) / 2 };
}

/** The height on the screen, in pixels, of the smallest letters that say what a block or a module is and what it gives. */
export async function smallestLetters(page: Page): Promise<number> {
  return builderOf(page).canvas.evaluate((canvas) => {
    const shown = [...canvas.querySelectorAll<HTMLElement>(".face-type, .face-shape")].filter(
      (element) => element.getBoundingClientRect().height > 0,
    );
    return Math.min(
      ...shown.map((element) => {
        const block = element.closest<HTMLElement>(".react-flow__node");
        const scale = (block?.getBoundingClientRect().width ?? 0) / (block?.offsetWidth ?? 1);
        return Number.parseFloat(getComputedStyle(element).fontSize) * scale;
      }),
    );
  });
}

/** Everything on the canvas, blocks and modules, is wholly in sight. */
export async function expectAllInSight(page: Page): Promise<void> {
  const area = await boxOf(builderOf(page).canvas);
  await expect
    .poll(async () => {
      const boxes = await builderOf(page)
        .canvas.locator(".react-flow__node-block, .react-flow__node-module")
        .evaluateAll((blocks) => blocks.map((block) => block.getBoundingClientRect().toJSON() as Box));
      return boxes.filter(
        ({ x, y, width, height }) =>
          x < area.x || y < area.y || x + width > area.x + area.width || y + height > area.y + area.height,
      );
    })
    .toEqual([]);
}

/** Nothing in the builder is shown as wrong. */
export async function expectNoRed(page: Page): Promise<void> {
  await expect(page.locator("#builder :is(.border-destructive, .bg-destructive-soft)")).toHaveCount(0);
  await expect(page.locator("#builder .text-destructive-text")).toHaveCount(0);
}

/** It covers no part of any block. */
export async function expectClearOfBlocks(page: Page, shown: Locator): Promise<void> {
  const own = await boxOf(shown);
  const boxes = await builderOf(page)
    .canvas.locator(".react-flow__node-block")
    .evaluateAll((blocks) => blocks.map((block) => block.getBoundingClientRect().toJSON() as Box));
  const covered = boxes.filter(
    ({ x, y, width, height }) =>
      x < own.x + own.width && own.x < x + width && y < own.y + own.height && own.y < y + height,
  );
  expect(covered).toEqual([]);
}
