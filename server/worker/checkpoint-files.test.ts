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
  for (const place of places) await writeCheckpoint(own, place, Buffer.alloc(8));
  const listed = async () => (await listCheckpoints(own)).map(({ epoch, step }) => [epoch, step]);
  expect(await listed()).toEqual([
    [9, 120],
    [9, 31],
  ]);
  await writeCheckpoint(own, { epoch: 10, step: 0 }, Buffer.alloc(8));
  expect(await listed()).toEqual([
    [10, 0],
    [9, 120],
  ]);
  await rm(own, { recursive: true });
});

test("two attempts that write the same epoch leave it whole, and the one before it", async () => {
  await writeCheckpoint(folder, { epoch: 1, step: 0 }, Buffer.alloc(8, 1));
  const size = 1 << 20;
  for (let epoch = 2; epoch <= 5; epoch += 1) {
    await Promise.all(
      [1, 2].map((byte) => writeCheckpoint(folder, { epoch, step: 0 }, Buffer.alloc(size, byte))),
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
