import type { Database } from "#db/client.ts";
import type { Jobs } from "#server/jobs/jobs.ts";
import type { DiskSpace } from "#server/platform/disk-space.ts";
import type { Logger } from "#server/platform/logger.ts";
import type { EstimateTraining } from "./cost/estimate-training.ts";
import type { Datasets } from "./dataset/open.ts";
import type { ArtifactStore } from "#server/storage/artifact-store.ts";
import type { Storage } from "#server/storage/storage.ts";

/** The signed-in person on whose behalf a verb runs. */
export type Actor = { id: string; name: string };

/** What the verbs stand on, made once a process. */
export type ServiceDeps = {
  db: Database;
  jobs: Jobs;
  datasets: Datasets;
  artifacts: ArtifactStore;
  /** Files by key, wherever they lie. */
  files: Storage;
  estimateTraining: EstimateTraining;
  storage: {
    /** Of the disk that holds the state. */
    space: () => Promise<DiskSpace>;
    /** What the runs of one person may keep there. */
    personBytes: number;
  };
  logger: Logger;
};

export type ServiceContext = ServiceDeps & { actor: Actor };
