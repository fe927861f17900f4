import type { Database } from "#db/client.ts";
import type { Lti } from "#server/lti/lti.ts";
import type { Jobs } from "#server/jobs/jobs.ts";
import type { DiskSpace } from "#server/platform/disk-space.ts";
import type { Logger } from "#server/platform/logger.ts";
import type { EstimateTraining } from "./cost/estimate-training.ts";
import type { Datasets } from "./dataset/open.ts";
import type { Storage } from "#server/storage/storage.ts";

/** The signed-in person on whose behalf a verb runs. */
export type Actor = { id: string; name: string };

/** What the verbs stand on, made once a process. */
export type ServiceDeps = {
  db: Database;
  jobs: Jobs;
  datasets: Datasets;
  /** Files by key, wherever they lie: datasets, checkpoints, trained networks, what is being sent. */
  files: Storage;
  estimateTraining: EstimateTraining;
  room: {
    /** Of the disk that holds the state. */
    space: () => Promise<DiskSpace>;
    /** What the runs of one person may keep. */
    personBytes: number;
    /** And those of a cohort, unless its instructors have set less. */
    cohortBytes: number;
  };
  /** Whether the site has a mail server, by which people get at their accounts again. */
  sendsMail: boolean;
  /** Where people reach the site. */
  siteUrl: string;
  lti: Lti;
  logger: Logger;
};

export type ServiceContext = ServiceDeps & { actor: Actor };
