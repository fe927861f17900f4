import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "#server/platform/paths.ts";

const HERE = /^server\/jobs\//u;
const TEST = /\.test\.ts$|\/testing\//u;
/** The queue's own tables, or the package that keeps them. */
const QUEUE = /\bpgboss\.|["']pg-boss["']/u;

test("nothing outside this folder knows the queue's tables", async () => {
  const folders = ["app", "db", "models", "server"];
  const names = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(join(ROOT, folder), { recursive: true })).map((name) => `${folder}/${name}`),
    ),
  );
  const sources = names.flat().filter((name) => /\.(ts|tsx|mjs|sql)$/u.test(name) && !TEST.test(name));
  const knowing = await Promise.all(
    sources.map(async (name) => (QUEUE.test(await readFile(join(ROOT, name), "utf8")) ? [name] : [])),
  );
  expect(knowing.flat().some((name) => HERE.test(name))).toBe(true);
  expect(knowing.flat().filter((name) => !HERE.test(name))).toEqual([]);
});
