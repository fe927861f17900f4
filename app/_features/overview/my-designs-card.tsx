"use client";

import { useQuery } from "@tanstack/react-query";
import { Layers } from "lucide-react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { DesignRow } from "#app/_features/design/design-row.tsx";
import { RowsSkeleton } from "#app/_ui/rows-skeleton.tsx";
import { Card, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { useTRPC } from "#app/_lib/trpc.ts";
import { SeeAll } from "./see-all.tsx";

const RECENT = 4;

export function MyDesignsCard() {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.design.list.queryOptions({ cohortId: cohort.id, of: "me", limit: RECENT }),
  );
  const mine = data?.items;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Your designs</CardTitle>
        <SeeAll href={`/cohorts/${cohort.id}/designs`} of="designs" />
      </CardHeader>
      {mine === undefined ? (
        error === null ? (
          <RowsSkeleton count={RECENT} />
        ) : (
          <ErrorState error={error} onRetry={() => void refetch()} />
        )
      ) : mine.length === 0 ? (
        <EmptyState icon={<Layers />} title="No designs yet">
          Make one with New design. The lecture's network is a good first one.
        </EmptyState>
      ) : (
        <ul aria-label="Your designs" className="divide-y divide-border">
          {mine.map((design) => (
            <DesignRow key={design.id} design={design} />
          ))}
        </ul>
      )}
    </Card>
  );
}
