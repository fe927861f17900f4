/** Jobs that this worker could not do and does not fetch for a while. */
export type LeftToOthers = {
  add: (jobId: string) => void;
  /** Those of now. */
  list: () => string[];
};

/** @param againMs after which it looks again whether it can: memory may have become free, or nobody else be left. */
export function createLeftToOthers(againMs: number, now = () => performance.now()): LeftToOthers {
  const until = new Map<string, number>();
  return {
    add: (jobId) => void until.set(jobId, now() + againMs),
    list() {
      for (const [jobId, time] of until) if (time <= now()) until.delete(jobId);
      return [...until.keys()];
    },
  };
}
