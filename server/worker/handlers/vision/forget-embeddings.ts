import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

const KEPT_MS = 60 * 60_000;

/** Deletes what encoders made of pictures an hour ago; asked again, it is made anew. */
export async function forgetEmbeddings(folder: string, now = Date.now()): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const file = join(folder, name);
    const found = await stat(file).catch(() => null);
    if (found !== null && now - found.mtimeMs > KEPT_MS) await rm(file, { force: true });
  }
}
