"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { FileQuestion } from "lucide-react";
import { useState } from "react";
import { Builder } from "#app/_features/builder/builder.tsx";
import { DatasetMenu } from "#app/_features/builder/header/dataset-menu.tsx";
import { Viewer } from "#app/_features/builder/viewer.tsx";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { isNotThere } from "#app/_lib/explain-error.ts";
import { useIsHydrated } from "#app/_lib/use-is-hydrated.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { BuilderSkeleton } from "./builder-skeleton.tsx";

type DesignPageProps = { cohortId: string; designId: string };

export function DesignPage({ cohortId, designId }: DesignPageProps) {
  const trpc = useTRPC();
  const isHydrated = useIsHydrated();
  // A page that was rendered with the design knows it as it is now.
  const [isFirst] = useState(!isHydrated);
  const design = useQuery(
    // What was read before may be older than what is saved, and the builder begins from it.
    trpc.design.get.queryOptions(
      { designId },
      { refetchOnMount: isFirst ? true : "always", refetchOnWindowFocus: false },
    ),
  );
  const datasetId = design.data?.datasetId ?? undefined;
  const dataset = useQuery(
    trpc.dataset.get.queryOptions(
      { cohortId, datasetId },
      // The builder stays, with its steps of undo, while another dataset comes in.
      { enabled: design.data !== undefined, placeholderData: keepPreviousData },
    ),
  );
  const error = design.data === undefined ? design.error : null;

  if (isNotThere(error)) {
    return (
      <PageContainer>
        <EmptyState
          icon={<FileQuestion />}
          title="No such design, or it is not shared with you"
          action={<ButtonLink href={`/cohorts/${cohortId}/designs`}>All designs</ButtonLink>}
        >
          Its owner may have removed it or stopped sharing it.
        </EmptyState>
      </PageContainer>
    );
  }
  const mine = design.data?.isMine === true ? design.data : null;
  const failure = error ?? (dataset.data === undefined ? dataset.error : null);
  if (failure !== null) {
    return (
      <PageContainer>
        <ErrorState
          error={failure}
          onRetry={() => {
            void design.refetch();
            void dataset.refetch();
          }}
        />
        {mine !== null && dataset.data === undefined && (
          <div className="flex justify-center">
            <DatasetMenu design={mine} dataset={null} onSave={() => Promise.resolve(mine.revision)} />
          </div>
        )}
      </PageContainer>
    );
  }
  const isCurrent = isFirst || design.isFetchedAfterMount;
  // What was not saved yet is in the browser alone.
  if (!isHydrated || design.data === undefined || dataset.data === undefined || !isCurrent) {
    return (
      <BuilderSkeleton {...(isCurrent && design.data !== undefined ? { name: design.data.name } : {})} />
    );
  }
  return design.data.isMine ? (
    <Builder key={design.data.id} design={design.data} dataset={dataset.data} />
  ) : (
    <Viewer key={design.data.revision} design={design.data} dataset={dataset.data} />
  );
}
