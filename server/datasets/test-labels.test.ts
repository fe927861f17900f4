import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "#server/platform/paths.ts";
import { listFiles } from "./import/list-files.ts";

/** The folders whose code answers browsers. */
const WEB_FOLDERS = [
  "app",
  "server/api",
  "server/services",
  "server/realtime",
  "server/contract",
  "server/web",
];
const READS_TEST_LABELS = /\breadTestTargets\b|\bopenSplit\b|\btargetsFile\b|test-labels|test-targets/;

test("nothing that answers a browser can read the labels of the test split", async () => {
  const readers: string[] = [];
  for (const folder of WEB_FOLDERS.filter((name) => existsSync(join(ROOT, name)))) {
    for (const file of await listFiles(join(ROOT, folder))) {
      if (!/\.tsx?$/.test(file) || file.includes(".test.")) continue;
      const code = await readFile(join(ROOT, folder, file), "utf8");
      if (READS_TEST_LABELS.test(code)) readers.push(`${folder}/${file}`);
    }
  }
  expect(readers).toEqual([]);
});
