/** How much room is left where a cohort's work is kept. */
export type StorageInfo = {
  /** `low`: time to make room. `full`: nothing is trained, what is drawn is still saved. */
  state: "good" | "low" | "full";
  /** What the signed-in person's runs keep, and the most that they may. */
  mine: { usedBytes: number; quotaBytes: number };
  /** What all runs of the cohort keep, and the most that they may. For instructors; null for learners. */
  cohort: { usedBytes: number; quotaBytes: number } | null;
  /** For instructors; null for learners. */
  disk: {
    freeBytes: number;
    totalBytes: number;
    reserveBytes: number;
    /** Hosts of workers whose own disk is full. */
    fullHosts: string[];
  } | null;
};
