import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { forgetLeftovers } from "./forget-leftovers.ts";

test("what a process left that died is deleted after an hour; what is new or of a run stays", async () => {
  const work = await mkdtemp(join(tmpdir(), "strata-leftovers-"));
  const now = Date.now();
  const old = new Date(now - 61 * 60_000);
  for (const name of ["vision-old", "network-old", "model-old", "2d9e0a4e-run", "vision-new"]) {
    await mkdir(join(work, name));
    await writeFile(join(work, name, "file"), "bytes");
    if (name !== "vision-new") await utimes(join(work, name), old, old);
  }
  await forgetLeftovers(work, now);
  expect((await readdir(work)).toSorted()).toEqual(["2d9e0a4e-run", "vision-new"]);
  await forgetLeftovers(join(work, "not-there"), now);
  await rm(work, { recursive: true });
});
