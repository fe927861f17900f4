import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Locator } from "@playwright/test";
import { boxOf } from "./canvas.ts";
import type { NamedPicture } from "./pictures-of-classes.ts";

/** Lays the pictures down in a folder. */
export async function writePictures(folder: string, pictures: readonly NamedPicture[]): Promise<void> {
  for (const { path, bytes } of pictures) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }
}

/** Drops a folder of this machine as a file manager does: a script could hand over its files, but not the folder itself. */
export async function dropFolder(target: Locator, folder: string): Promise<void> {
  const { x, y, width, height } = await boxOf(target);
  const at = { x: x + width / 2, y: y + height / 2 };
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  const page = target.page();
  const browser = await page.context().newCDPSession(page);
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await browser.send("Input.dispatchDragEvent", { type, ...at, data });
  }
  await browser.detach();
}
