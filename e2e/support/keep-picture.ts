import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import sharp from "sharp";
import { expect } from "./test.ts";

const IMAGES = join(process.cwd(), "docs/images");
const LARGEST_BYTES = 200 * 1024;

export const DESKTOP = { isHere: true, viewport: { width: 1280, height: 800 } };
export const PHONE = {
  isHere: true,
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};

/** For the documentation: what is seen, in `docs/images`. */
export async function keepPicture(subject: Page | Locator, name: string): Promise<void> {
  // What comes after the page, such as a curve's past, is there.
  await ("page" in subject ? subject.page() : subject).waitForLoadState("networkidle");
  const picture = await subject.screenshot({ animations: "disabled" });
  const packed = await sharp(picture)
    .png({ palette: true, quality: 90, effort: 10, compressionLevel: 9 })
    .toBuffer();
  expect(packed.byteLength, name).toBeLessThan(LARGEST_BYTES);
  await mkdir(IMAGES, { recursive: true });
  await writeFile(join(IMAGES, `${name}.png`), packed);
}
