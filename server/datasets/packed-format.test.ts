import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { DatasetDescriptor } from "#models/datasets/descriptor.ts";
import { openDataset } from "./open-dataset.ts";
import { packDataset, type TileToPack } from "./pack-dataset.ts";
import { DESCRIPTOR_FILE, encodeTargets, MOST_CLASSES } from "./packed-format.ts";
import { createSynthetic } from "./synthetic/create-synthetic.ts";

let dir: string;
beforeEach(async () => {
  dir = join(await mkdtemp(join(tmpdir(), "strata-format-")), "packed");
});
afterEach(() => rm(join(dir, ".."), { recursive: true, force: true }));

/** Windows of three steps of two columns, and what comes after each. */
const SERIES: DatasetDescriptor = {
  id: "series",
  title: "A series",
  target: { task: "regression", quantity: "Load", unit: "MW" },
  inputShape: [3, 2],
  element: "float32",
  counts: { train: 3, validation: 1, test: 1 },
  splitRule: "by time",
  licence: "CC0",
  source: "a test",
  isSynthetic: true,
};

const windowOf = (value: number): TileToPack => ({
  label: value / 3,
  pixels: () => new Uint8Array(Float32Array.from({ length: 6 }, (_, at) => value + at / 10).buffer),
});
const splits = { train: [1, 2, 3].map(windowOf), validation: [windowOf(4)], test: [windowOf(-5)] };

test("float32 inputs and values come back bit for bit, whatever place they are asked for", async () => {
  await packDataset({ dir, descriptor: SERIES, splits });
  expect((await readdir(dir)).toSorted()).toEqual([
    "descriptor.json",
    "test-inputs.bin",
    "test-targets.bin",
    "train-inputs.bin",
    "train-targets.bin",
    "validation-inputs.bin",
    "validation-targets.bin",
  ]);
  const dataset = await openDataset(dir);
  const split = await dataset.openSplit("train");
  const values = new Float32Array(12);
  split.read([2, 0], new Uint8Array(values.buffer));
  split.close();
  const expected = [3, 1].flatMap((value) =>
    Array.from({ length: 6 }, (_, at) => Math.fround(value + at / 10)),
  );
  expect([...values]).toEqual(expected);
  expect(split.targets).toEqual(Float32Array.from([1 / 3, 2 / 3, 1]));
  expect(await dataset.readTargets("validation")).toEqual(Float32Array.from([4 / 3]));
  expect(await dataset.readTestTargets()).toEqual(Float32Array.from([-5 / 3]));
  await expect(dataset.readTargets("test" as "train")).rejects.toThrow("read by scoring only");
});

test("inputs of another size, and what is no number, are refused before anything is there", async () => {
  const short = { label: 1, pixels: () => new Uint8Array(6) };
  await expect(
    packDataset({ dir, descriptor: SERIES, splits: { ...splits, test: [short] } }),
  ).rejects.toThrow("A tile has 6 bytes, expected 24");
  const blind = { ...windowOf(1), label: Number.NaN };
  await expect(
    packDataset({ dir, descriptor: SERIES, splits: { ...splits, test: [blind] } }),
  ).rejects.toThrow("Expected a number, got NaN");
  await expect(readdir(join(dir, ".."))).resolves.toEqual([]);
});

test("a class that there is not, and more classes than a byte can tell, are refused", () => {
  const classes = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`);
  const two = { target: { task: "classification" as const, classes: classes(2) } };
  expect([...encodeTargets(two, [0, 1])]).toEqual([0, 1]);
  for (const wrong of [2, -1, 0.5]) {
    expect(() => encodeTargets(two, [wrong])).toThrow(`Expected a class from 0 to 1, got ${wrong}`);
  }
  const many = { target: { task: "classification" as const, classes: classes(MOST_CLASSES + 1) } };
  expect(() => encodeTargets(many, [0])).toThrow("There may be 256 classes, and there are 257");
});

test("a folder that version 1 wrote opens as it is", async () => {
  await createSynthetic({ dir, tiles: 50 });
  const file = join(dir, DESCRIPTOR_FILE);
  const { target, inputShape, element, ...packed } = JSON.parse(await readFile(file, "utf8"));
  const [height, width, channels] = inputShape;
  expect(element).toBe("uint8");
  const old = { ...packed, classes: target.classes, height, width, channels, formatVersion: 1 };
  await writeFile(file, JSON.stringify(old));
  const dataset = await openDataset(dir);
  expect(dataset.descriptor).toMatchObject({ target, inputShape, element: "uint8" });
  expect(await dataset.readTile("train", 0)).toHaveLength(64 * 64 * 3);
  await writeFile(file, JSON.stringify({ ...old, formatVersion: 3 }));
  await expect(openDataset(dir)).rejects.toThrow("is of format 3, expected 1 or 2");
});
