"use client";

import { useQuery } from "@tanstack/react-query";
import { ImagePlus, Images } from "lucide-react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { Card } from "#app/_ui/card.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { RowsSkeleton } from "#app/_ui/rows-skeleton.tsx";
import { Switch } from "#app/_ui/switch.tsx";
import { useTRPC } from "#app/_lib/trpc.ts";
import { DatasetRow } from "./dataset-row.tsx";
import { FromElsewhereMenu } from "./from-elsewhere-menu.tsx";
import { useDecide } from "./use-decide.ts";

const LETTING = "Learners may add datasets of their own";

/** What a cohort trains on: which datasets it uses, which is its default, and who may add one. */
export function DatasetsPage() {
  const { cohort, isInstructor } = useCohort();
  const trpc = useTRPC();
  const decide = useDecide();
  const { data, error, refetch } = useQuery(trpc.dataset.list.queryOptions({ cohortId: cohort.id }));
  return (
    <PageContainer>
      <PageHeader
        title="Datasets"
        description="What designs of this cohort are trained on. New designs and the leaderboard are for the default."
        actions={
          data !== undefined && (
            <>
              {isInstructor && <FromElsewhereMenu datasets={data.elsewhere} />}
              {data.mayAdd && (
                <ButtonLink
                  href={`/cohorts/${cohort.id}/datasets/import`}
                  variant="primary"
                  icon={<ImagePlus aria-hidden />}
                >
                  Add a dataset
                </ButtonLink>
              )}
            </>
          )
        }
      />
      <Card>
        {data === undefined ? (
          error === null ? (
            <RowsSkeleton />
          ) : (
            <ErrorState error={error} onRetry={() => void refetch()} />
          )
        ) : data.datasets.length === 0 ? (
          <EmptyState icon={<Images />} title="No dataset yet">
            Start Strata once with EuroSAT, or with the synthetic tiles that it draws.
          </EmptyState>
        ) : (
          <ul aria-label="Datasets" className="divide-y divide-border">
            {data.datasets.map((dataset) => (
              <DatasetRow key={dataset.id} dataset={dataset} />
            ))}
          </ul>
        )}
      </Card>
      {data !== undefined && isInstructor && (
        <div className="flex items-center gap-3 text-sm">
          <Switch
            aria-label={LETTING}
            checked={decide.isLearnersLet ?? data.learnersMayAdd}
            onCheckedChange={decide.letLearnersAdd}
          />
          <span aria-hidden>{LETTING}</span>
        </div>
      )}
      {data !== undefined && !isInstructor && !data.mayAdd && (
        <p className="text-[0.8125rem] text-muted-foreground">
          The instructors of this cohort choose its datasets.
        </p>
      )}
    </PageContainer>
  );
}
