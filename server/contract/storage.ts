import { z } from "zod";

/** Less would hold no network of a lecture. */
const LEAST_COHORT_BYTES = 100 * 2 ** 20;

export const setStorageLimitInput = z.object({
  cohortId: z.uuid(),
  /** null for what the server gives. */
  limitBytes: z.int().min(LEAST_COHORT_BYTES, "A cohort keeps 100 MB or more").nullable(),
});
export type SetStorageLimitInput = z.infer<typeof setStorageLimitInput>;

/** How much room is left where a cohort's work is kept. */
export type StorageInfo = {
  /** `low`: time to make room. `full`: nothing is trained, what is drawn is still saved. */
  state: "good" | "low" | "full";
  /** What the signed-in person's runs, datasets and models keep, and the most that they may. */
  mine: { usedBytes: number; quotaBytes: number };
  /**
   * What all runs, datasets and models of the cohort keep, the most that they may, and the most that its instructors can set. For
   * instructors; null for learners.
   */
  cohort: { usedBytes: number; quotaBytes: number; mostBytes: number } | null;
  /** For instructors; null for learners. */
  disk: {
    freeBytes: number;
    totalBytes: number;
    reserveBytes: number;
    /** Hosts of workers whose own disk is full. */
    fullHosts: string[];
  } | null;
};
