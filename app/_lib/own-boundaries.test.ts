import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";

const APP = join(import.meta.dirname, "..");
const CALL = /\bdynamic\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/gu;

test("a part whose code comes later has a boundary of its own, so that the page stays while it comes", async () => {
  const names = (await readdir(APP, { recursive: true })).filter((name) => name.endsWith(".tsx"));
  let calls = 0;
  const bare: string[] = [];
  for (const name of names) {
    const text = await readFile(join(APP, name), "utf8");
    if (!text.includes('from "next/dynamic"')) continue;
    for (const [call] of text.matchAll(CALL)) {
      calls += 1;
      // Next.js makes no boundary for what has neither.
      if (!/\bloading\b|\bssr: false\b/u.test(call)) bare.push(`${name}: ${call}`);
    }
  }
  expect(calls).toBeGreaterThan(10);
  expect(bare).toEqual([]);
});
