"use client";

import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { InstructorsOnly } from "#app/_features/cohort/instructors-only.tsx";
import { RenameCohortButton } from "#app/_features/member/rename-cohort-button.tsx";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { ArchiveCard } from "./archive-card.tsx";
import { DeleteCohortCard } from "./delete-cohort-card.tsx";
import { LimitsCard } from "./limits-card.tsx";
import { PlatformCard } from "./platform-card.tsx";

export function SettingsPage() {
  const { cohort } = useCohort();
  return (
    <InstructorsOnly>
      <PageContainer className="max-w-3xl min-[1600px]:max-w-3xl">
        <PageHeader title="Cohort settings" description={cohort.name} actions={<RenameCohortButton />} />
        <LimitsCard />
        <PlatformCard cohortId={cohort.id} />
        <ArchiveCard />
        <DeleteCohortCard />
      </PageContainer>
    </InstructorsOnly>
  );
}
