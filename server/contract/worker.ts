import type { RefusedProvider, WorkerVersions } from "#models/workers/worker.ts";

export * from "#models/workers/worker.ts";

/** A worker as a cohort sees it. */
export type WorkerInfo = {
  id: string;
  hostname: string;
  engine: string;
  /** What it computes on; null, as all up to `versions`, until the worker has measured itself. */
  provider: string | null;
  device: string | null;
  memoryBytes: number | null;
  imagesPerSecond: number | null;
  versions: WorkerVersions | null;
  refused: readonly RefusedProvider[];
  startedAt: string;
  seenAt: string;
  isAlive: boolean;
  isBusy: boolean;
  /** The run it trains, where that is one of this cohort. */
  runId: string | null;
};
