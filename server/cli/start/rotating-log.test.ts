import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { rotatingLog } from "./rotating-log.ts";

let folder: string;
let file: string;
const troubles: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "strata-log-"));
  file = join(folder, "web.log");
  troubles.length = 0;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (maxBytes: number) =>
  rotatingLog(file, { maxBytes, onTrouble: (message) => troubles.push(message) });

async function end(log: Writable): Promise<void> {
  log.end();
  await finished(log);
}

test("it goes on where it was, and the newest and the one before are what is kept", async () => {
  await writeFile(file, "of the day before\n");
  const log = open(30);
  for (const line of ["first\n", "second, too long for it\n", "third, too long as well\n"]) log.write(line);
  await end(log);
  expect(await readFile(`${file}.1`, "utf8")).toBe("second, too long for it\n");
  expect(await readFile(file, "utf8")).toBe("third, too long as well\n");
  expect((await readdir(folder)).toSorted()).toEqual(["web.log", "web.log.1"]);
  expect(troubles).toEqual([]);
});

test("a piece that is larger than a file is written whole", async () => {
  const log = open(4);
  log.write("0123456789");
  await end(log);
  expect(await readFile(file, "utf8")).toBe("0123456789");
});

test("what cannot be written is told once, and the next that can be is written", async () => {
  await mkdir(file);
  const log = open(30);
  const written = (text: string) => new Promise<void>((resolve) => log.write(text, () => resolve()));
  await written("lost");
  await written("lost too");
  expect(troubles).toEqual([expect.stringContaining("web.log cannot be written: Error: EISDIR")]);
  await rm(file, { recursive: true });
  await written("kept");
  await end(log);
  expect(await readFile(file, "utf8")).toBe("kept");
});
