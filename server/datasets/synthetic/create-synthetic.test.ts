import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { wholeSplit } from "../testing.ts";
import { openDataset } from "../open-dataset.ts";
import { readPackedDescriptor } from "../read-packed-descriptor.ts";
import { createSynthetic } from "./create-synthetic.ts";

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "strata-synthetic-"));
});
afterAll(() => rm(home, { recursive: true, force: true }));

test("the same seed draws the same bytes, another seed others", async () => {
  const [first, again, other] = await Promise.all([
    createSynthetic({ dir: join(home, "first"), tiles: 100 }),
    createSynthetic({ dir: join(home, "again"), tiles: 100 }),
    createSynthetic({ dir: join(home, "other"), tiles: 100, seed: 2 }),
  ]);
  expect(again.parts).toEqual(first.parts);
  expect(other.parts["train-images.bin"]?.sha256).not.toBe(first.parts["train-images.bin"]?.sha256);
  expect(await readdir(home)).toEqual(expect.not.arrayContaining([expect.stringContaining("packing")]));
});

test("it says that it is synthetic, splits each class 60 / 20 / 20, and no tile comes twice", async () => {
  const dir = join(home, "split");
  await createSynthetic({ dir, tiles: 200 });
  const dataset = await openDataset(dir);
  expect(dataset.descriptor).toMatchObject({
    id: "synthetic-tiles",
    isSynthetic: true,
    counts: { train: 120, validation: 40, test: 40 },
  });
  const seen = new Set<string>();
  for (const [name, perClass] of [
    ["train", 12],
    ["validation", 4],
    ["test", 4],
  ] as const) {
    const split = await wholeSplit(dataset, name);
    expect(split.images.byteLength).toBe(split.count * 64 * 64 * 3);
    for (let label = 0; label < 10; label += 1) {
      expect([...split.targets].filter((one) => one === label)).toHaveLength(perClass);
    }
    for (let index = 0; index < split.count; index += 1) {
      const tile = split.images.subarray(index * 12_288, (index + 1) * 12_288);
      seen.add(Buffer.from(tile).toString("base64"));
    }
    const last = await dataset.readTile(name, split.count - 1);
    expect(last).toEqual(split.images.slice(-12_288));
  }
  expect(seen.size).toBe(200);
});

test("the colour of a tile alone does not tell its class", async () => {
  const dir = join(home, "colour");
  await createSynthetic({ dir, tiles: 500 });
  const dataset = await openDataset(dir);
  const [train, validation] = await Promise.all([
    wholeSplit(dataset, "train"),
    wholeSplit(dataset, "validation"),
  ]);
  const known = meanColours(train.images);
  const hits = meanColours(validation.images).filter((colour, index) => {
    const distances = known.map((one) =>
      Math.hypot(...one.map((value, channel) => value - colour[channel]!)),
    );
    return train.targets[distances.indexOf(Math.min(...distances))] === validation.targets[index];
  });
  expect(hits.length / validation.count).toBeLessThan(0.6);
});

test("what is missing, short or of another version is refused by name", async () => {
  const dir = join(home, "harmed");
  await expect(openDataset(dir)).rejects.toThrow(/no packed dataset in .*harmed/);
  await createSynthetic({ dir, tiles: 50 });
  const dataset = await openDataset(dir);
  await expect(dataset.readTile("validation", 10)).rejects.toThrow("tiles 0 to 9; there is no tile 10");
  await expect(dataset.readTargets("test" as "train")).rejects.toThrow(/scoring only/);
  expect(await dataset.readTestTargets()).toHaveLength(10);

  await truncate(join(dir, "train-images.bin"), 1000);
  await expect(openDataset(dir)).rejects.toThrow(/train-images.bin should hold 368640 bytes and holds 1000/);
  await createSynthetic({ dir, tiles: 50 });
  expect((await openDataset(dir)).descriptor.counts.train).toBe(30);

  await rm(join(dir, "test-labels.bin"));
  await expect(openDataset(dir)).rejects.toThrow(/lacks .*test-labels.bin/);

  const file = join(dir, "descriptor.json");
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replace('"formatVersion": 2', '"formatVersion": 99'));
  await expect(readPackedDescriptor(dir)).rejects.toThrow(/format 99, expected 1 or 2/);
  await writeFile(file, text.slice(0, 100));
  await expect(readPackedDescriptor(dir)).rejects.toThrow(/not JSON/);
});

test("aborting leaves nothing behind", async () => {
  const abort = new AbortController();
  const dir = join(home, "aborted");
  const drawing = createSynthetic({
    dir,
    tiles: 1000,
    signal: abort.signal,
    onProgress: () => abort.abort(new Error("stopped by hand")),
  });
  await expect(drawing).rejects.toThrow("stopped by hand");
  expect((await readdir(home)).filter((name) => name.startsWith("aborted"))).toEqual([]);
});

test("several writers at once leave one whole dataset", async () => {
  const dir = join(home, "shared");
  await Promise.all([1, 1, 2, 1].map((seed) => createSynthetic({ dir, tiles: 50, seed })));
  const dataset = await openDataset(dir);
  expect((await wholeSplit(dataset, "train")).count).toBe(30);
  expect((await readdir(home)).filter((name) => name.startsWith("shared"))).toEqual(["shared"]);
});

function meanColours(images: Uint8Array): number[][] {
  return Array.from({ length: images.length / 12_288 }, (_, tile) => {
    const sums = [0, 0, 0];
    for (let byte = 0; byte < 12_288; byte += 1) sums[byte % 3]! += images[tile * 12_288 + byte]!;
    return sums.map((sum) => sum / 4096);
  });
}
