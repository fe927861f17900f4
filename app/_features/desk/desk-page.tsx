"use client";

import { useQuery } from "@tanstack/react-query";
import { Presentation, Settings } from "lucide-react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { InstructorsOnly } from "#app/_features/cohort/instructors-only.tsx";
import { QueueCard } from "#app/_features/queue/queue-card.tsx";
import { useTRPC } from "#app/_lib/trpc.ts";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { Card } from "#app/_ui/card.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { RowsSkeleton } from "#app/_ui/rows-skeleton.tsx";
import { DeskTable } from "./desk-table.tsx";
import { TablesMenu } from "./tables-menu.tsx";

/** Changes of designs that nobody shares are told to nobody, so they are looked for. */
const REFRESH_MS = 15_000;

export function DeskPage() {
  const { cohort } = useCohort();
  return (
    <InstructorsOnly>
      <PageContainer>
        <PageHeader
          title="Desk"
          description="How everybody is getting on; whoever needs a look first."
          actions={
            <>
              <ButtonLink href={`/cohorts/${cohort.id}/leaderboard?projector`} variant="secondary">
                <Presentation aria-hidden />
                Projector
              </ButtonLink>
              <TablesMenu cohortId={cohort.id} />
              <ButtonLink href={`/cohorts/${cohort.id}/settings`} variant="secondary">
                <Settings aria-hidden />
                Settings
              </ButtonLink>
            </>
          }
        />
        <DeskCard />
        <QueueCard />
      </PageContainer>
    </InstructorsOnly>
  );
}

function DeskCard() {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const {
    data: desk,
    error,
    refetch,
  } = useQuery(trpc.cohort.desk.queryOptions({ cohortId: cohort.id }, { refetchInterval: REFRESH_MS }));
  return (
    <Card>
      {desk === undefined ? (
        error === null ? (
          <RowsSkeleton count={6} />
        ) : (
          <ErrorState error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <DeskTable desk={desk} />
      )}
    </Card>
  );
}
