import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** No question, upload or download of a model takes as long. */
const KEPT_MS = 60 * 60_000;
/** Folders that a question about a picture, a file of a network and a model make for themselves, and remove when they end. */
const OURS = /^(?:vision|network|model)-/;

/** Deletes what is left in a folder of work of processes that did not live to tidy up. */
export async function forgetLeftovers(work: string, now = Date.now()): Promise<void> {
  const names = await readdir(work).catch(() => []);
  for (const name of names.filter((each) => OURS.test(each))) {
    const folder = join(work, name);
    const found = await stat(folder).catch(() => null);
    if (found !== null && now - found.mtimeMs > KEPT_MS) await rm(folder, { recursive: true, force: true });
  }
}
