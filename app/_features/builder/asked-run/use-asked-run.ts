"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import type { GraphTarget } from "#models/graph/analyze.ts";
import { diffNetworks, sameNetwork } from "#models/graph/diff.ts";
import { fitToTarget } from "#models/graph/fit-target.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import type { DesignDetails } from "#server/contract/design.ts";
import { useBuilder } from "../store/store-context.ts";
import { describeDiff } from "./describe-diff.ts";

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * The run that the address names, `?run=…`, its network for what the design trains on now, and how what is on the canvas
 * differs from it; null until it is known, and where there is none.
 */
export function useAskedRun({ cohortId }: Pick<DesignDetails, "cohortId">, target: GraphTarget) {
  const trpc = useTRPC();
  const search = useSearchParams();
  const runId = search.get("run") ?? "";
  const canvas = useBuilder((state) => state.graph);
  const { data: run } = useQuery(
    trpc.run.get.queryOptions(
      { runId },
      { enabled: UUID.test(runId), staleTime: Infinity, refetchOnWindowFocus: false },
    ),
  );
  const graph = useMemo(
    () => (run === undefined || run.cohortId !== cohortId ? null : fitToTarget(run.graph, target)),
    [run, cohortId, target],
  );
  const difference = useMemo(
    () => (graph === null || sameNetwork(graph, canvas) ? null : describeDiff(diffNetworks(graph, canvas))),
    [graph, canvas],
  );
  if (run === undefined || graph === null) return null;
  return { run, graph, difference, isToBeTrained: search.has("train") };
}
