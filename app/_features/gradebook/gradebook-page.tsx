"use client";

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { InstructorsOnly } from "#app/_features/cohort/instructors-only.tsx";
import { useTRPC } from "#app/_lib/trpc.ts";
import { buttonVariants } from "#app/_ui/button-variants.ts";
import { Card } from "#app/_ui/card.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { RowsSkeleton } from "#app/_ui/rows-skeleton.tsx";
import { GradebookCard } from "./gradebook-card.tsx";

export function GradebookPage() {
  const { cohort } = useCohort();
  return (
    <InstructorsOnly orAssistants>
      <PageContainer>
        <PageHeader
          title="Gradebook"
          description="Of each learner and exercise the submission that counts, as the learner sees it."
          actions={
            <a
              href={`/api/cohorts/${cohort.id}/gradebook.csv`}
              download
              className={buttonVariants({ variant: "secondary" })}
            >
              <Download aria-hidden />
              CSV
            </a>
          }
        />
        <Book cohortId={cohort.id} />
      </PageContainer>
    </InstructorsOnly>
  );
}

function Book({ cohortId }: { cohortId: string }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.gradebook.get.queryOptions({ cohortId }));
  if (data !== undefined) return <GradebookCard book={data} />;
  return (
    <Card>
      {error === null ? (
        <RowsSkeleton count={8} />
      ) : (
        <ErrorState error={error} onRetry={() => void refetch()} />
      )}
    </Card>
  );
}
