import { expect, type Locator, type Page } from "@playwright/test";

type Point = { x: number; y: number };

/** The builder's parts, by what they are called on the page. */
export function builderOf(page: Page) {
  const canvas = page.getByRole("region", { name: "Network", exact: true });
  const totals = page.getByRole("region", { name: "Totals" });
  return {
    canvas,
    totals,
    palette: page.getByRole("complementary", { name: "Blocks" }),
    /** The blocks on the canvas, or the one with this id. */
    block: (id: string) => canvas.getByRole("group", { name: new RegExp(`^\\S+ ${id},`) }),
    blocks: canvas.getByRole("group", { name: /^\S+ [a-z0-9_]+,/ }),
    settings: (id: string) => page.getByRole("region", { name: `Settings of ${id}` }),
    saveState: page.getByRole("status", { name: "Save state" }),
    train: page.getByRole("button", { name: "Train", exact: true }),
    dialog: page.getByRole("dialog"),
  };
}

async function boxOf(locator: Locator): Promise<Point & { width: number; height: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error("It is not on the screen");
  return box;
}

/** A drag as a hand does it: press, move in steps, let go. */
async function drag(page: Page, from: Point, to: Point): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 8 });
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
}

/** From the palette to a point of the canvas, as a share of its width and height. */
export async function dragFromPalette(page: Page, type: string, share: Point): Promise<void> {
  const { canvas, palette } = builderOf(page);
  const listed = palette.getByRole("button", { name: `Add ${type}`, exact: true });
  await listed.scrollIntoViewIfNeeded();
  const item = await boxOf(listed);
  const area = await boxOf(canvas);
  const to = { x: area.x + area.width * share.x, y: area.y + area.height * share.y };
  await page.mouse.move(item.x + 30, item.y + item.height / 2);
  await page.mouse.down();
  await page.mouse.move((item.x + to.x) / 2, (item.y + to.y) / 2, { steps: 8 });
  await page.mouse.move(to.x, to.y, { steps: 8 });
  // A hand lets go once it sees where the block will go.
  await expect(canvas.getByText(`${type} goes here`)).toBeVisible();
  await page.mouse.move(to.x + 1, to.y);
  await page.mouse.up();
}

/** From the dot under a block to the dot on top of another. */
export async function dragConnection(page: Page, source: string, target: string): Promise<void> {
  const { block } = builderOf(page);
  const from = await boxOf(block(source));
  const to = await boxOf(block(target));
  await drag(
    page,
    { x: from.x + from.width / 2, y: from.y + from.height },
    { x: to.x + to.width / 2, y: to.y },
  );
}

/** Drops a block onto the middle of the connection between two others. */
export async function dragOntoConnection(page: Page, type: string, between: [string, string]): Promise<void> {
  const { block, canvas } = builderOf(page);
  const from = await boxOf(block(between[0]));
  const to = await boxOf(block(between[1]));
  const area = await boxOf(canvas);
  await dragFromPalette(page, type, {
    x: (from.x + from.width / 2 - area.x) / area.width,
    y: ((from.y + from.height + to.y) / 2 - area.y) / area.height,
  });
}

export async function expectSaved(page: Page): Promise<void> {
  await expect(builderOf(page).saveState).toHaveText("Saved");
}
