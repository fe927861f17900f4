"use client";

import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { JoinCodeCard } from "#app/_features/cohort/join-code-card.tsx";
import { NewDesignDialog } from "#app/_features/design/new-design-dialog.tsx";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { ActiveRunsCard } from "./active-runs-card.tsx";
import { MyDesignsCard } from "./my-designs-card.tsx";
import { PresenceCard } from "./presence-card.tsx";
import { TopRowsCard } from "./top-rows-card.tsx";

export function OverviewPage() {
  const { cohort } = useCohort();
  return (
    <PageContainer>
      <PageHeader title={cohort.name} actions={<NewDesignDialog cohortId={cohort.id} />} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <ActiveRunsCard />
          <MyDesignsCard />
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          {cohort.joinCode !== null && <JoinCodeCard joinCode={cohort.joinCode} />}
          <TopRowsCard />
          <PresenceCard />
        </div>
      </div>
    </PageContainer>
  );
}
