import Link from "next/link";
import type { WorkerInfo } from "#server/contract/worker.ts";
import { Badge } from "#app/_ui/badge.tsx";

/** Another cohort's run is nobody's business here: its worker is busy, and that is all. */
export function WorkerState({ cohortId, worker }: { cohortId: string; worker: WorkerInfo }) {
  if (!worker.isAlive) return <Badge tone="destructive">Gone</Badge>;
  if (!worker.isBusy) return <Badge tone="success">Idle</Badge>;
  if (worker.runId === null) return <Badge tone="info">Busy</Badge>;
  return (
    <span className="flex items-center gap-2">
      <Badge tone="info">Busy</Badge>
      <Link
        href={`/cohorts/${cohortId}/runs/${worker.runId}`}
        className="text-sm underline decoration-border-strong underline-offset-4 hover:decoration-current"
      >
        Its run
      </Link>
    </span>
  );
}
