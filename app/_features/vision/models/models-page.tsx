"use client";

import { useQuery } from "@tanstack/react-query";
import { PackageOpen } from "lucide-react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Card, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { RowsSkeleton } from "#app/_ui/rows-skeleton.tsx";
import { AddModel } from "./add-model.tsx";
import { ArrivalRow } from "./arrival-row.tsx";
import { KnownRow } from "./known-row.tsx";
import { ModelRow } from "./model-row.tsx";

/** Pretrained networks of this server, for instructors: what is here, what it costs, under which licence, and more of them. */
export function ModelsPage() {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.model.list.queryOptions({ cohortId: cohort.id }));
  return (
    <PageContainer>
      <PageHeader
        title="Models"
        description="Networks that others trained, for the vision lab. Nothing is downloaded unless somebody asks for it."
      />
      {data === undefined ? (
        <Card>
          {error === null ? (
            <RowsSkeleton count={3} />
          ) : (
            <ErrorState error={error} onRetry={() => void refetch()} />
          )}
        </Card>
      ) : (
        <>
          {data.arrivals.length > 0 && (
            <Card aria-labelledby="arrivals-title">
              <CardHeader>
                <CardTitle id="arrivals-title">On their way</CardTitle>
              </CardHeader>
              <ul aria-labelledby="arrivals-title" className="divide-y divide-border">
                {data.arrivals.map((arrival) => (
                  <ArrivalRow key={arrival.id} arrival={arrival} />
                ))}
              </ul>
            </Card>
          )}
          <Card aria-labelledby="here-title">
            <CardHeader>
              <CardTitle id="here-title">Here</CardTitle>
            </CardHeader>
            {data.here.length === 0 && (
              <EmptyState icon={<PackageOpen />} title="No detector or classifier is here yet">
                Fetch one below, or add an ONNX file. MobileSAM, which cuts things out, is always here.
              </EmptyState>
            )}
            <ul aria-labelledby="here-title" className="divide-y divide-border">
              {data.here.map((model) => (
                <ModelRow key={model.name} cohortId={cohort.id} model={model} />
              ))}
            </ul>
          </Card>
          {data.known.length > 0 && (
            <Card aria-labelledby="known-title">
              <CardHeader>
                <CardTitle id="known-title">Can be had</CardTitle>
              </CardHeader>
              <ul aria-labelledby="known-title" className="divide-y divide-border">
                {data.known.map((entry) => (
                  <KnownRow key={entry.name} cohortId={cohort.id} entry={entry} />
                ))}
              </ul>
            </Card>
          )}
          <AddModel cohortId={cohort.id} room={data.room} />
        </>
      )}
    </PageContainer>
  );
}
