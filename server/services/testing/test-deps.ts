import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase, type TestDatabase } from "#db/testing/test-database.ts";
import type { PackedDataset } from "#server/datasets/open-dataset.ts";
import { createSynthetic } from "#server/datasets/synthetic/create-synthetic.ts";
import { createJobs } from "#server/jobs/jobs.ts";
import { createLti } from "#server/lti/lti.ts";
import { readDiskSpace } from "#server/platform/disk-space.ts";
import { createLogger } from "#server/platform/logger.ts";
import { createFileStorage } from "#server/storage/files/file-storage.ts";
import { estimateHere } from "#server/web/testing/estimate-here.ts";
import { createDatasets } from "../dataset/open.ts";
import { registerBuiltIn } from "../dataset/register-built-in.ts";
import { createSigningKeyOf } from "../lti/signing-key.ts";
import { requireCurrentVersion } from "../dataset/versions.ts";
import type { ServiceContext, ServiceDeps } from "../context.ts";

export type TestDeps = {
  deps: ServiceDeps;
  database: TestDatabase;
  /** The context of a verb that this person runs. */
  as: (actor: { id: string; name: string }) => ServiceContext;
  /** The synthetic tiles, and the version that they are registered as. */
  dataset: PackedDataset;
  versionId: string;
  close: () => Promise<void>;
};

/** What services stand on, all of it real: a database and a queue of one's own, fifty synthetic tiles, a folder of files. */
export async function createTestDeps(): Promise<TestDeps> {
  const folder = await mkdtemp(join(tmpdir(), "strata-services-"));
  const database = await createTestDatabase();
  const dir = join(folder, "datasets/synthetic-tiles");
  await createSynthetic({ dir, tiles: 50 });
  const logger = createLogger({ LOG_LEVEL: "silent" }, "test");
  const jobs = await createJobs({
    databaseUrl: database.url,
    isSupervisor: false,
    onError: (error) => logger.error(error),
  });
  const files = createFileStorage({ home: folder, reserveBytes: 0 });
  const deps: ServiceDeps = {
    db: database.db,
    jobs,
    datasets: createDatasets(files),
    files,
    estimateTraining: estimateHere(),
    room: { space: () => readDiskSpace(folder, 0), personBytes: 4 * 2 ** 30, cohortBytes: 40 * 2 ** 30 },
    sendsMail: false,
    siteUrl: "http://localhost:3000",
    lti: createLti({
      signingKey: createSigningKeyOf(database.db),
      allowsPrivate: true,
      keyCooldownMs: 0,
    }),
    logger,
  };
  await registerBuiltIn({ ...deps, home: folder });
  const { id: versionId } = await requireCurrentVersion(database.db, "synthetic-tiles");
  return {
    deps,
    database,
    versionId,
    dataset: await deps.datasets.open(versionId),
    as: (actor) => ({ ...deps, actor }),
    async close() {
      await jobs.stop();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
