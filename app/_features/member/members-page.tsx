"use client";

import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { JoinCodeCard } from "#app/_features/cohort/join-code-card.tsx";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { Card, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { cn } from "#app/_lib/cn.ts";
import { formatCount } from "#app/_lib/format-count.ts";
import { LeaveCohortButton } from "./leave-cohort-button.tsx";
import { MemberRow } from "./member-row.tsx";
import { RosterCard } from "./roster/roster-card.tsx";
import { RotateCodeButton } from "./rotate-code-button.tsx";

export function MembersPage() {
  const { cohort, isInstructor } = useCohort();
  return (
    <PageContainer>
      <PageHeader
        title="Members"
        description={cohort.name}
        actions={
          <>
            {isInstructor && (
              <ButtonLink href={`/cohorts/${cohort.id}/settings`} variant="secondary">
                Settings
              </ButtonLink>
            )}
            <LeaveCohortButton />
          </>
        }
      />
      <div
        className={cn(
          "grid grid-cols-1 items-start gap-6",
          cohort.joinCode !== null && "lg:grid-cols-[minmax(0,1fr)_20rem]",
        )}
      >
        <Card>
          <CardHeader>
            <CardTitle>Everybody</CardTitle>
            <span className="num text-sm text-muted-foreground">{formatCount(cohort.members.length)}</span>
          </CardHeader>
          <ul aria-label="Members" className="divide-y divide-border">
            {cohort.members.map((member) => (
              <MemberRow key={member.id} member={member} />
            ))}
          </ul>
        </Card>
        {cohort.joinCode !== null && (
          <div className="flex min-w-0 flex-col gap-6">
            <JoinCodeCard joinCode={cohort.joinCode} actions={<RotateCodeButton />} />
            <RosterCard />
          </div>
        )}
      </div>
    </PageContainer>
  );
}
