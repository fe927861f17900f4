import type { Database } from "#db/client.ts";
import type { EngineName } from "#server/contract/worker.ts";
import type { Jobs } from "#server/jobs/jobs.ts";
import type { Lti } from "#server/lti/lti.ts";
import type { Logger } from "#server/platform/logger.ts";
import type { Datasets } from "#server/services/dataset/open.ts";
import type { Storage } from "#server/storage/storage.ts";
import type { homePaths } from "#server/storage/home.ts";
import type { ChildPool } from "./host/child-pool.ts";
import type { LeftToOthers } from "./host/left-to-others.ts";
import type { Resident } from "./host/resident.ts";
import type { ResidentPool } from "./host/resident-pool.ts";

/** What the jobs of one worker process stand on. */
export type WorkerContext = {
  workerId: string;
  db: Database;
  jobs: Jobs;
  files: Storage;
  /** What runs may keep: of one person, and of a cohort. */
  room: { personBytes: number; cohortBytes: number };
  datasets: Datasets;
  lti: Lti;
  paths: ReturnType<typeof homePaths>;
  children: ChildPool;
  leftToOthers: LeftToOthers;
  /** Answers the tasks of the lane `inference`. */
  resident: Resident;
  /** Answer those of the lane `scoring`, side by side. */
  scorers: ResidentPool;
  /** The most that a training child may take. */
  memoryLimitBytes: number;
  /** Of the training engine. */
  threads: number;
  logger: Logger;
  /** What trains now; a run keeps what it began with. */
  engine: () => EngineName;
  /** Of the GPU that it trains on; null where it is none, or does not say. */
  deviceMemoryBytes: () => number | null;
};
