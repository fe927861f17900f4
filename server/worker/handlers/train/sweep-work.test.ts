import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { createCohortOf, createRunOf } from "#db/testing/factories.ts";
import { createTestDatabase } from "#db/testing/test-database.ts";
import { createFileStorage } from "#server/storage/files/file-storage.ts";
import { checkpointKey, CHECKPOINTS } from "#server/storage/storage-keys.ts";
import { homePaths } from "#server/storage/home.ts";
import { createSweep } from "./sweep-work.ts";

test("work folders and checkpoints stay as long as their run can go on", async () => {
  const home = await mkdtemp(join(tmpdir(), "strata-sweep-"));
  const database = await createTestDatabase();
  try {
    const { db } = database;
    const paths = homePaths(home);
    const files = createFileStorage({ home, reserveBytes: 0 });
    const context = { db, paths, files };
    let now = 0;
    const sweep = createSweep(() => now);
    await sweep(context);
    const { cohortId, learner } = await createCohortOf(db);
    const runIn = async (state: "queued" | "running" | "paused" | "failed" | "cancelled") =>
      (await createRunOf(db, { cohortId, startedBy: learner.id }, { state })).id;
    const kept = [await runIn("queued"), await runIn("running"), await runIn("paused"), "not-of-a-run"];
    for (const name of [...kept, await runIn("failed"), await runIn("cancelled"), randomUUID()]) {
      await mkdir(paths.workDir(name), { recursive: true });
      await writeFile(join(paths.workDir(name), "checkpoint-1.safetensors"), "weights");
      await files.put(checkpointKey(name, "checkpoint-1.safetensors"), Readable.from(["weights"]));
    }
    const keysNow = async () => {
      const keys: string[] = [];
      for await (const { key } of files.list(CHECKPOINTS)) keys.push(key);
      return keys.toSorted();
    };
    // What lies in the storage is listed every ten minutes only, for a list of a bucket costs money.
    now = 9 * 60_000;
    await sweep(context);
    expect(await keysNow()).toHaveLength(7);
    now = 10 * 60_000;
    await sweep(context);
    expect(await keysNow()).toEqual(
      kept.map((name) => checkpointKey(name, "checkpoint-1.safetensors")).toSorted(),
    );
    expect((await readdir(paths.work)).toSorted()).toEqual(kept.toSorted());
  } finally {
    await database.close();
    await rm(home, { recursive: true, force: true });
  }
});
