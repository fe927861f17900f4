import type { Lane } from "#server/jobs/define-job.ts";
import { giveWay } from "./give-way.ts";
import type { Child } from "./start-child.ts";

export type ChildPool = {
  /** A child that has loaded, or is loading, its engine, with the priority of its lane. The next one is started in its place. */
  take: (lane: Lane) => Child;
  close: () => void;
};

/** Keeps one child waiting, so that a run starts training at once and not after its program has loaded. */
export function createChildPool(start: () => Child): ChildPool {
  let isClosed = false;
  let waiting: Child | null = start();

  return {
    take(lane) {
      const taken = waiting?.isAlive() === true ? waiting : start();
      giveWay(taken.pid, lane);
      // Loading competes with the run that was waited for: it may begin first.
      waiting = null;
      setTimeout(() => {
        if (!isClosed) waiting ??= start();
      }, 3_000).unref();
      return taken;
    },
    close() {
      isClosed = true;
      waiting?.kill();
      waiting = null;
    },
  };
}
