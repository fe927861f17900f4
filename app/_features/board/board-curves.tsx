"use client";

import { useQuery } from "@tanstack/react-query";
import { inTurn } from "#app/_features/run/list/in-turn.ts";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { BoardCurve } from "./board-curve.tsx";

const SHOWN = 2;

/** The curves of what trains now, as they grow. */
export function BoardCurves() {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.run.list.queryOptions({ cohortId: cohort.id, limit: 50 }));
  const training = inTurn(data?.items ?? []).filter(({ state }) => state === "running");
  if (training.length === 0) {
    return (
      <p className="text-muted-foreground">Nothing is training. Press Train, and the curve grows here.</p>
    );
  }
  return (
    <section
      aria-label="Curves"
      data-live=""
      className="grid gap-[1em] sm:not-[:has(article:only-child)]:grid-cols-2"
    >
      {training.slice(0, SHOWN).map(({ id }) => (
        <BoardCurve key={id} runId={id} />
      ))}
    </section>
  );
}
