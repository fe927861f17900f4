export type HeldByWorker = {
  /** The worker has said that it is there. */
  heard: () => void;
  /** Resolves at once while the worker is heard of, else when it is again. */
  wait: () => Promise<void>;
};

/**
 * A worker that is stopped, and not dead, loses its run to another while its child trains on. The child holds still in
 * time: after half a lease without a word, and a run is another's after no less than four fifths.
 */
export function createHeldByWorker(
  leaseMs: number,
  now: () => number = () => performance.now(),
): HeldByWorker {
  let heardAt = now();
  let waiting: (() => void)[] = [];
  return {
    heard() {
      heardAt = now();
      for (const resolve of waiting.splice(0)) resolve();
    },
    async wait() {
      // What the worker said during a long step is read first.
      await new Promise((resolve) => setImmediate(resolve));
      if (now() - heardAt <= leaseMs / 2) return;
      await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
}
