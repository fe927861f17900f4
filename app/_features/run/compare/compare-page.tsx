"use client";

import dynamic from "next/dynamic";
import { GitCompareArrows } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { Card } from "#app/_ui/card.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { AddRunMenu } from "./add-run-menu.tsx";
import { compareAddress, comparedRuns, MOST_COMPARED } from "./compare-address.ts";
import { ComparedHeads } from "./compared-heads.tsx";
import { useComparedRuns } from "./use-compared-runs.ts";

const Comparison = dynamic(async () => (await import("./comparison.tsx")).Comparison, {
  loading: () => <ComparisonSkeleton />,
});

/** Several runs held against each other. Its address holds which, in their order. */
export function ComparePage() {
  const { cohort } = useCohort();
  const search = useSearchParams();
  const asked = search.get("runs");
  const runIds = useMemo(() => comparedRuns(asked), [asked]);
  const { runs, isLoading, missing } = useComparedRuns(cohort.id, runIds);
  const show = (ids: readonly string[]) => window.history.pushState(null, "", compareAddress(cohort.id, ids));
  return (
    <PageContainer className="gap-4">
      <PageHeader
        title="Compare runs"
        description="Curves over each other, settings and networks side by side. Who opens this address sees the same."
        actions={
          <>
            <ButtonLink href={`/cohorts/${cohort.id}/runs`} variant="secondary">
              Choose from the list
            </ButtonLink>
            {runIds.length < MOST_COMPARED && (
              <AddRunMenu cohortId={cohort.id} runIds={runIds} onAdd={(id) => show([...runIds, id])} />
            )}
          </>
        }
      />
      {missing > 0 && (
        <output className="rounded-lg bg-warning-soft px-4 py-3 text-sm">
          {missing === 1 ? "One run is not here" : `${missing} runs are not here`}: deleted, or of a cohort
          that you are not in.
        </output>
      )}
      {runs.length > 0 && (
        <ComparedHeads
          runs={runs}
          onBase={(id) => show([id, ...runIds.filter((each) => each !== id)])}
          onRemove={(id) => show(runIds.filter((each) => each !== id))}
        />
      )}
      {isLoading ? (
        <ComparisonSkeleton />
      ) : runs.length >= 2 ? (
        <Comparison runs={runs} />
      ) : (
        <Card>
          <EmptyState
            icon={<GitCompareArrows />}
            title={runs.length === 1 ? "One more run to compare it with" : "Which runs?"}
          >
            Add runs here, of the board’s best or of the newest, or choose them from the list of runs.
          </EmptyState>
        </Card>
      )}
    </PageContainer>
  );
}

function ComparisonSkeleton() {
  return (
    <div className="flex flex-col gap-4" aria-busy>
      <p className="sr-only">Loading the runs</p>
      <div className="grid gap-4 md:grid-cols-2">
        <Skeleton className="h-96" />
        <Skeleton className="h-96" />
      </div>
      <Skeleton className="h-80" />
    </div>
  );
}
