"use client";

import { useQuery } from "@tanstack/react-query";
import type { RunSummary } from "#server/contract/run.ts";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { inTurn } from "#app/_features/run/list/in-turn.ts";
import { runNumbers } from "#app/_features/run/run-numbers.ts";
import { fractionDone, statusText } from "#app/_features/run/status-text.ts";
import { Progress } from "#app/_ui/progress.tsx";
import { useLiveRun } from "#app/_lib/live-progress.ts";
import { useTRPC } from "#app/_lib/trpc.ts";

const SHOWN = 6;

/** What trains and waits now, in the type of a projector: the words and numbers of each run's own page. */
export function LiveRuns() {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.run.list.queryOptions({ cohortId: cohort.id, limit: 50 }));
  const active = inTurn(data?.items ?? []);
  if (active.length === 0) return null;
  return (
    <section aria-labelledby="live-runs" data-live="" className="mt-auto pt-[3vh]">
      <h2
        id="live-runs"
        className="pb-[1vh] text-[clamp(0.875rem,1.4vw,1.5rem)] font-medium text-muted-foreground"
      >
        Training now
      </h2>
      <ul className="grid gap-x-[3vw] gap-y-[1.5vh] text-[clamp(1rem,1.5vw,1.75rem)] md:grid-cols-2">
        {active.slice(0, SHOWN).map((run) => (
          <LiveRow key={run.id} run={run} />
        ))}
      </ul>
      {active.length > SHOWN && (
        <p className="num pt-[1vh] text-[clamp(0.875rem,1.1vw,1.25rem)] text-muted-foreground">
          and {active.length - SHOWN} more in the queue
        </p>
      )}
    </section>
  );
}

function LiveRow({ run: read }: { run: RunSummary }) {
  const run = useLiveRun(read);
  const { value, what, timeLeft } = runNumbers(run);
  // The room reads it, not who started it.
  const now = { ...run, isMine: false };
  return (
    <li className="flex min-w-0 flex-col gap-[0.3em]">
      <p className="flex items-baseline justify-between gap-[1em]">
        <span className="min-w-0 truncate font-medium">
          {run.startedBy.name}
          <span className="text-muted-foreground font-normal"> · {run.name}</span>
        </span>
        {run.state === "running" && (
          <span className="num shrink-0 font-semibold" title={what}>
            {value}
          </span>
        )}
      </p>
      <Progress aria-label={`Epochs of ${run.name}`} value={fractionDone(now)} />
      <p className="num flex justify-between gap-[1em] text-[0.7em] text-muted-foreground">
        <span>{statusText(now)}</span>
        <span>{run.state === "running" ? [timeLeft, what].filter(Boolean).join(" · ") : ""}</span>
      </p>
    </li>
  );
}
