import { mkdtemp, readFile, rm, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDataset, type PackedDataset } from "./open-dataset.ts";
import { inputsFile } from "./packed-format.ts";
import { createSynthetic } from "./synthetic/create-synthetic.ts";

const TILE = 64 * 64 * 3;
let home: string;
let dataset: PackedDataset;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "strata-split-"));
  await createSynthetic({ dir: join(home, "packed"), tiles: 50 });
  dataset = await openDataset(join(home, "packed"));
});
afterAll(() => rm(home, { recursive: true, force: true }));

test("examples come in the order of their places, those in a row and those far apart", async () => {
  const split = await dataset.openSplit("train");
  const bytes = await readFile(join(dataset.dir, inputsFile(dataset.descriptor, "train")));
  const places = [7, 8, 9, 3, 29, 0, 0, 1];
  const into = new Uint8Array(places.length * TILE + 1).fill(77);
  split.read(Int32Array.from(places), into);
  for (const [at, place] of places.entries()) {
    const expected = bytes.subarray(place * TILE, (place + 1) * TILE);
    expect(expected.equals(into.subarray(at * TILE, (at + 1) * TILE))).toBe(true);
  }
  expect(into.at(-1)).toBe(77);
  expect([...split.targets]).toEqual([...(await dataset.readTargets("train"))]);
  split.close();
});

test("what is not there is refused by name", async () => {
  const split = await dataset.openSplit("validation");
  const into = new Uint8Array(TILE);
  expect(() => split.read([10], into)).toThrow("There are examples 0 to 9; there is no example 10");
  expect(() => split.read([-1], into)).toThrow("there is no example -1");
  const file = join(dataset.dir, inputsFile(dataset.descriptor, "validation"));
  await truncate(file, 9 * TILE + 5);
  expect(() => split.read([9], into)).toThrow(`${file} ends after ${9 * TILE + 5} bytes`);
  split.close();
});
