import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "#server/platform/paths.ts";

/** What makes a file say less in `npm test` than in `npm run proof`. */
const ASKS = /from "[^"]*(testing\/(proof|clock)|support\/at-once)\.ts"/u;

/** These say nothing at all in `npm test`: playwright.config.ts leaves them out. */
const PROOFS_ALONE = /^e2e\/proofs\//u;

/** Tests that `npm run proof` runs whole: those of `ending` under these folders that ask whether it is one, or are nothing else. */
export async function proofFiles(folders: readonly string[], ending: string): Promise<string[]> {
  const names = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(join(ROOT, folder), { recursive: true })).map((name) => `${folder}/${name}`),
    ),
  );
  const tests = names.flat().filter((name) => name.endsWith(ending));
  const texts = await Promise.all(tests.map((name) => readFile(join(ROOT, name), "utf8")));
  return tests.filter((name, index) => PROOFS_ALONE.test(name) || ASKS.test(texts[index] ?? "")).toSorted();
}
