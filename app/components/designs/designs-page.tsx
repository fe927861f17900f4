"use client";

import { useQuery } from "@tanstack/react-query";
import { Layers, Users } from "lucide-react";
import type { ReactNode } from "react";
import type { DesignSummary } from "#server/contract/design.ts";
import { useCohort } from "#app/components/cohort/cohort-context.ts";
import { PageContainer } from "#app/components/page-container.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { RowsSkeleton } from "#app/components/rows-skeleton.tsx";
import { Card, CardHeader, CardTitle } from "#app/components/ui/card.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { ErrorState } from "#app/components/ui/error-state.tsx";
import { formatCount } from "#app/lib/format-count.ts";
import { useTRPC } from "#app/lib/trpc.ts";
import { DesignRow } from "./design-row.tsx";
import { NewDesignDialog } from "./new-design-dialog.tsx";

export function DesignsPage() {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.design.list.queryOptions({ cohortId: cohort.id }));
  const failure = error === null || data !== undefined ? null : error;
  return (
    <PageContainer>
      <PageHeader
        title="Designs"
        description="Networks on the canvas: yours, and those that others share."
        actions={<NewDesignDialog cohortId={cohort.id} />}
      />
      {failure !== null ? (
        <Card>
          <ErrorState error={failure} onRetry={() => void refetch()} />
        </Card>
      ) : (
        <>
          <DesignSection
            title="Yours"
            designs={data?.filter((design) => design.isMine)}
            empty={
              <EmptyState icon={<Layers />} title="No designs yet">
                Make one with New design. The lecture's network is a good first one.
              </EmptyState>
            }
          />
          {data !== undefined && (
            <DesignSection
              title="Shared by others"
              designs={data.filter((design) => !design.isMine)}
              empty={
                <EmptyState icon={<Users />} title="Nobody has shared a design">
                  A shared design can be looked at and duplicated by everybody in the cohort.
                </EmptyState>
              }
            />
          )}
        </>
      )}
    </PageContainer>
  );
}

type DesignSectionProps = { title: string; designs: DesignSummary[] | undefined; empty: ReactNode };

function DesignSection({ title, designs, empty }: DesignSectionProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
        {designs !== undefined && (
          <span className="num text-sm text-muted-foreground">{formatCount(designs.length)}</span>
        )}
      </CardHeader>
      {designs === undefined ? (
        <RowsSkeleton />
      ) : designs.length === 0 ? (
        empty
      ) : (
        <ul aria-label={title} className="divide-y divide-border">
          {designs.map((design) => (
            <DesignRow key={design.id} design={design} />
          ))}
        </ul>
      )}
    </Card>
  );
}
