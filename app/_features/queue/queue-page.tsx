"use client";

import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { QueueCard } from "./queue-card.tsx";

export function QueuePage() {
  const { isInstructor } = useCohort();
  return (
    <PageContainer>
      <PageHeader
        title="Queue"
        description={
          isInstructor
            ? "What trains on this server and what waits, in turn. Your class's runs change places among themselves."
            : "What trains on this server and what waits, in turn. Nobody's second run goes before another's first."
        }
      />
      <QueueCard />
    </PageContainer>
  );
}
