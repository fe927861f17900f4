import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createCohortOf, createRunOf } from "#db/testing/factories.ts";
import { createTestDatabase } from "#db/testing/test-database.ts";
import { homePaths } from "#server/storage/home.ts";
import { sweepWork } from "./sweep-work.ts";

test("work folders stay as long as their run can go on", async () => {
  const home = await mkdtemp(join(tmpdir(), "strata-sweep-"));
  const database = await createTestDatabase();
  try {
    const { db } = database;
    const paths = homePaths(home);
    await sweepWork(db, paths);
    const { cohortId, learner } = await createCohortOf(db);
    const runIn = async (state: "queued" | "running" | "paused" | "failed" | "cancelled") =>
      (await createRunOf(db, { cohortId, startedBy: learner.id }, { state })).id;
    const kept = [await runIn("queued"), await runIn("running"), await runIn("paused"), "not-of-a-run"];
    for (const name of [...kept, await runIn("failed"), await runIn("cancelled"), randomUUID()]) {
      await mkdir(paths.workDir(name), { recursive: true });
      await writeFile(join(paths.workDir(name), "checkpoint-1.safetensors"), "weights");
    }
    await sweepWork(db, paths);
    expect((await readdir(paths.work)).toSorted()).toEqual(kept.toSorted());
  } finally {
    await database.close();
    await rm(home, { recursive: true, force: true });
  }
});
