import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { diskState, readDiskSpace, requireDiskSpace } from "./disk-space.ts";

const GB = 2 ** 30;
const space = (freeBytes: number) => ({ freeBytes, totalBytes: 100 * GB, reserveBytes: GB });

test.each([
  { freeBytes: 2 * GB, state: "good" },
  { freeBytes: 2 * GB - 1, state: "low" },
  { freeBytes: GB, state: "low" },
  { freeBytes: GB - 1, state: "full" },
])("$freeBytes bytes free are $state", ({ freeBytes, state }) => {
  expect(diskState(space(freeBytes))).toBe(state);
});

test("a folder that is not there yet lies on its parents' disk", async () => {
  const there = await readDiskSpace(tmpdir());
  const notYet = await readDiskSpace(join(tmpdir(), "not/made/yet"));
  expect(notYet.totalBytes).toBe(there.totalBytes);
  expect(there.reserveBytes).toBeGreaterThanOrEqual(GB / 2);
});

test("what would reach into the reserve is refused as a full disk is", async () => {
  const { freeBytes } = await readDiskSpace(tmpdir());
  await expect(requireDiskSpace(tmpdir(), freeBytes / 4, freeBytes / 4)).resolves.toBeUndefined();
  await expect(requireDiskSpace(tmpdir(), freeBytes, freeBytes)).rejects.toMatchObject({
    name: "DiskFull",
    code: "ENOSPC",
  });
});
