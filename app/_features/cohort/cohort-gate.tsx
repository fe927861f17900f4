"use client";

import { mayGrade } from "#models/cohorts/may-grade.ts";
import { useQuery } from "@tanstack/react-query";
import { DoorClosed } from "lucide-react";
import { useMemo, type ReactNode } from "react";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageSkeleton } from "#app/_ui/page-skeleton.tsx";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { useSession } from "#app/_lib/session.tsx";
import { isNotThere } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { useCohortChannel } from "#app/_lib/use-cohort-channel.ts";
import { ArchivedNotice } from "./archived-notice.tsx";
import { StorageNotice } from "./storage-notice.tsx";
import { CohortContext, type CohortScope } from "./cohort-context.ts";

type CohortGateProps = { cohortId: string; children: ReactNode };

/** Opens a cohort's pages to its members and keeps them fresh; says so to everybody else. */
export function CohortGate({ cohortId, children }: CohortGateProps) {
  const trpc = useTRPC();
  const { data: session } = useSession();
  const { data: cohort, error, refetch } = useQuery(trpc.cohort.get.queryOptions({ cohortId }));
  const presentIds = useCohortChannel(cohortId);
  const myId = session?.user.id;

  const scope = useMemo<CohortScope | null>(() => {
    if (cohort === undefined || myId === undefined) return null;
    return {
      cohort,
      isInstructor: cohort.role === "instructor",
      isGrader: mayGrade(cohort.role),
      myId,
      presentIds,
    };
  }, [cohort, myId, presentIds]);

  if (isNotThere(error)) {
    return (
      <PageContainer>
        <EmptyState
          icon={<DoorClosed />}
          title="No such cohort, or you are not in it"
          action={<ButtonLink href="/">Your cohorts</ButtonLink>}
        >
          Ask the instructor for the join code, or look whether you are signed in with the right address.
        </EmptyState>
      </PageContainer>
    );
  }
  if (scope !== null) {
    return (
      <CohortContext value={scope}>
        <ArchivedNotice />
        <StorageNotice cohortId={cohortId} />
        {children}
      </CohortContext>
    );
  }
  if (error !== null) {
    return (
      <PageContainer>
        <ErrorState error={error} onRetry={() => void refetch()} />
      </PageContainer>
    );
  }
  return <PageSkeleton />;
}
