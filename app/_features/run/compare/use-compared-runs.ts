"use client";

import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { isEnded } from "#app/_lib/is-ended.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { applyRunEvents, EMPTY_RUN_HISTORY } from "#server/contract/run-history.ts";
import type { RunState } from "#server/contract/run.ts";
import { MOST_COMPARED } from "./compare-address.ts";
import { colorOf, letterOf, type ComparedRun } from "./compared-run.ts";

/** While one trains, what is compared is read again. */
const REFRESH_MS = 3_000;
const refreshing = (state: RunState | undefined) =>
  state === undefined || isEnded(state) ? false : REFRESH_MS;

/** The runs of an address in their order, but for those that are not there or belong to another cohort. */
export function useComparedRuns(cohortId: string, runIds: readonly string[]) {
  const trpc = useTRPC();
  const details = useQueries({
    queries: runIds.map((runId) =>
      trpc.run.get.queryOptions({ runId }, { refetchInterval: ({ state }) => refreshing(state.data?.state) }),
    ),
  });
  const states = details.map(({ data }) => data?.state);
  const curves = useQueries({
    queries: runIds.map((runId, place) =>
      trpc.run.curve.queryOptions({ runId }, { refetchInterval: refreshing(states[place]) }),
    ),
  });
  const results = useQueries({
    queries: runIds.map((runId, place) =>
      trpc.run.result.queryOptions({ runId }, { enabled: states[place] === "finished" }),
    ),
  });
  const networks = useQueries({
    queries: runIds.map((runId) => trpc.run.network.queryOptions({ runId }, { staleTime: Infinity })),
  });
  const found = runIds.flatMap((_, place) => {
    const [run, network] = [details[place]?.data, networks[place]?.data];
    return run?.cohortId !== cohortId || network === undefined ? [] : [{ run, network, place }];
  });
  // New objects only for new data: the charts are drawn anew for them. As many as there may be, whatever is there.
  const known = Array.from({ length: MOST_COMPARED }, (_, index) => found[index]).flatMap((each) =>
    each === undefined ? [null, null, null] : [each.run, curves[each.place]?.data, results[each.place]?.data],
  );
  const runs = useMemo(
    () =>
      found.map(({ run, network, place }, index): ComparedRun => ({
        letter: letterOf(index),
        color: colorOf(index),
        details: run,
        history: applyRunEvents(EMPTY_RUN_HISTORY, run.events),
        network,
        curve: curves[place]?.data ?? null,
        result: results[place]?.data ?? null,
      })),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `known` is all that the runs are made of
    known,
  );
  return {
    runs,
    isLoading: [...details, ...curves, ...networks].some(
      ({ isPending, fetchStatus }) => isPending && fetchStatus !== "idle",
    ),
    missing: details.filter(
      ({ data, error }) => error !== null || (data !== undefined && data.cohortId !== cohortId),
    ).length,
  };
}
