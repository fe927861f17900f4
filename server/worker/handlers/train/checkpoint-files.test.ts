import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listCheckpoints, writeCheckpoint } from "./checkpoint-files.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "strata-checkpoints-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("a checkpoint within an epoch is newer than the epoch's, and older than the next", async () => {
  const own = await mkdtemp(join(tmpdir(), "strata-checkpoints-"));
  const places = [
    { epoch: 9, step: 0 },
    { epoch: 9, step: 120 },
    { epoch: 9, step: 31 },
  ];
  for (const place of places)
    await writeCheckpoint(own, place, { bytes: Buffer.alloc(8), recordedEpoch: 99 });
  const listed = async () => (await listCheckpoints(own)).map(({ epoch, step }) => [epoch, step]);
  expect(await listed()).toEqual([
    [9, 120],
    [9, 31],
  ]);
  await writeCheckpoint(own, { epoch: 10, step: 0 }, { bytes: Buffer.alloc(8), recordedEpoch: 99 });
  expect(await listed()).toEqual([
    [10, 0],
    [9, 120],
  ]);
  await rm(own, { recursive: true });
});

test("two attempts that write the same epoch leave it whole, and the one before it", async () => {
  await writeCheckpoint(folder, { epoch: 1, step: 0 }, { bytes: Buffer.alloc(8, 1), recordedEpoch: 99 });
  const size = 1 << 20;
  for (let epoch = 2; epoch <= 5; epoch += 1) {
    await Promise.all(
      [1, 2].map((byte) =>
        writeCheckpoint(folder, { epoch, step: 0 }, { bytes: Buffer.alloc(size, byte), recordedEpoch: 99 }),
      ),
    );
  }
  const kept = await listCheckpoints(folder);
  expect(kept.map(({ epoch }) => epoch)).toEqual([5, 4]);
  expect(await readdir(folder)).toHaveLength(2);
  for (const { file } of kept) {
    const bytes = await readFile(file);
    expect(bytes.equals(Buffer.alloc(size, bytes[0]))).toBe(true);
  }
});

test("the checkpoint that the history knows is kept until a newer one is known, and no more than three", async () => {
  const own = await mkdtemp(join(tmpdir(), "strata-checkpoints-"));
  const kept: number[][] = [];
  // Nothing is heard of between the third epoch and the seventh.
  for (const recordedEpoch of [0, 1, 2, 2, 2, 2, 6, 7]) {
    const epoch = kept.length + 1;
    await writeCheckpoint(own, { epoch, step: 0 }, { bytes: Buffer.alloc(8), recordedEpoch });
    kept.push((await listCheckpoints(own)).map((each) => each.epoch));
  }
  expect(kept).toEqual([[1], [2, 1], [3, 2], [4, 3, 2], [5, 4, 2], [6, 5, 2], [7, 6], [8, 7]]);
  await rm(own, { recursive: true });
});
