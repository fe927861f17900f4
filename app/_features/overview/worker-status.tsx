"use client";

import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { Badge } from "#app/_ui/badge.tsx";
import { useTRPC } from "#app/_lib/trpc.ts";

const REFRESH_MS = 20_000;

export function WorkerStatus() {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const { data: workers } = useQuery(
    trpc.worker.list.queryOptions({ cohortId: cohort.id }, { refetchInterval: REFRESH_MS }),
  );
  if (workers === undefined) return null;
  const href = `/cohorts/${cohort.id}/workers`;
  const alive = workers.filter((worker) => worker.isAlive);
  if (alive.length === 0) {
    return (
      <Link href={href} title="Runs wait until a worker starts.">
        <Badge tone="warning">
          <TriangleAlert aria-hidden />
          No worker
        </Badge>
      </Link>
    );
  }
  const busy = alive.filter((worker) => worker.isBusy).length;
  return (
    <Link
      href={href}
      data-live=""
      className="num text-[0.8125rem] text-muted-foreground underline decoration-border-strong underline-offset-4 hover:decoration-current"
    >
      {busy} of {alive.length} {alive.length === 1 ? "worker" : "workers"} busy
    </Link>
  );
}
