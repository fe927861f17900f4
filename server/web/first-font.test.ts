import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { firstFontLink } from "./first-font.ts";

const made: string[] = [];
afterEach(async () => {
  for (const folder of made.splice(0)) await rm(folder, { recursive: true });
});

async function builtWith(...names: string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "fonts-"));
  made.push(folder);
  await mkdir(join(folder, "media"));
  for (const name of names) await writeFile(join(folder, "media", name), "");
  return folder;
}

test("the font of the first words is found among all that were built", async () => {
  const folder = await builtWith(
    "inter-latin-ext-wght-normal.3gdi_th3.woff2",
    "inter-latin-wght-normal.0gsa-8_k.woff2",
    "jetbrains-mono-latin-wght-normal.2rmh.woff2",
  );
  expect(await firstFontLink(folder)).toBe(
    '</_next/static/media/inter-latin-wght-normal.0gsa-8_k.woff2>; rel=preload; as=font; type="font/woff2"; crossorigin',
  );
});

test("without it, or without a build, there is nothing to say", async () => {
  expect(await firstFontLink(await builtWith())).toBeNull();
  expect(await firstFontLink("/nowhere/at/all")).toBeNull();
});
