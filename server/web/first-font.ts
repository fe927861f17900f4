import { readdir } from "node:fs/promises";

/** The letters of nearly everything that a page says first. */
const FIRST_FONT = /^inter-latin-wght-normal\.[\w-]+\.woff2$/;

/** What tells a browser to fetch that font beside the page's styles, so that it is there for the first drawing; null without one. */
export async function firstFontLink(staticFolder: string): Promise<string | null> {
  const names = await readdir(`${staticFolder}/media`).catch(() => []);
  const name = names.find((each) => FIRST_FONT.test(each));
  return name === undefined
    ? null
    : `</_next/static/media/${name}>; rel=preload; as=font; type="font/woff2"; crossorigin`;
}
