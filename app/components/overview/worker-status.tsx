"use client";

import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useCohort } from "#app/components/cohort/cohort-context.ts";
import { Badge } from "#app/components/ui/badge.tsx";
import { useTRPC } from "#app/lib/trpc.ts";

const REFRESH_MS = 20_000;

export function WorkerStatus() {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const { data: workers } = useQuery(
    trpc.worker.list.queryOptions({ cohortId: cohort.id }, { refetchInterval: REFRESH_MS }),
  );
  if (workers === undefined) return null;
  const alive = workers.filter((worker) => worker.isAlive);
  if (alive.length === 0) {
    return (
      <Badge tone="warning" title="Runs wait until a worker starts.">
        <TriangleAlert aria-hidden />
        No worker
      </Badge>
    );
  }
  const busy = alive.filter((worker) => worker.runId !== null).length;
  return (
    <span className="num text-[0.8125rem] text-muted-foreground">
      {busy} of {alive.length} {alive.length === 1 ? "worker" : "workers"} busy
    </span>
  );
}
