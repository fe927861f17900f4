import { useSyncExternalStore } from "react";
import { isFurther } from "#models/runs/progress-order.ts";
import type { RunProgress, RunSummary } from "#server/contract/run.ts";
import type { ServerToClientEvents } from "#server/contract/socket.ts";
import type { AppSocket } from "./socket.ts";

type ProgressStore = {
  /** Takes in what a cohort's runs say of themselves, until the returned function is called. */
  follow: (socket: AppSocket) => () => void;
  of: (runId: string) => RunProgress | null;
  subscribe: (listener: () => void) => () => void;
};

/** How far each run of the cohort is, as the server last said: the one place that lists, boards and cards read it from. */
export function createProgressStore(): ProgressStore {
  const known = new Map<string, RunProgress>();
  const listeners = new Set<() => void>();

  const take: ServerToClientEvents["run:progressed"] = ({ runId, progress }) => {
    const before = known.get(runId);
    if (before !== undefined && !isFurther(progress, before)) return;
    known.set(runId, progress);
    for (const listener of listeners) listener();
  };

  return {
    of: (runId) => known.get(runId) ?? null,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    follow: (socket) => {
      socket.on("run:progressed", take);
      return () => {
        socket.off("run:progressed", take);
        known.clear();
      };
    },
  };
}

export const liveProgress = createProgressStore();

/** A run of a list with the progress that it has now, whichever of both is further. */
export function useLiveRun<Run extends Pick<RunSummary, "id" | "state" | "progress">>(run: Run): Run {
  const streamed = useSyncExternalStore(
    liveProgress.subscribe,
    () => liveProgress.of(run.id),
    () => null,
  );
  return withProgress(run, streamed);
}

/** What streams of a run that no longer trains was on the way when it stopped. */
export function withProgress<Run extends Pick<RunSummary, "state" | "progress">>(
  run: Run,
  streamed: RunProgress | null,
): Run {
  if (streamed === null || run.state !== "running") return run;
  if (run.progress !== null && !isFurther(streamed, run.progress)) return run;
  return { ...run, progress: streamed };
}
