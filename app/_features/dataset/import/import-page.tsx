"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { lazy, Suspense, useState } from "react";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import type { DatasetImport } from "#server/contract/dataset-import.ts";
import { isSeries } from "./is-series.ts";
import { CatalogueList } from "./catalogue-list.tsx";
import { DropZone } from "./drop-zone.tsx";
import { SendingCard } from "./sending-card.tsx";
import { useUpload } from "./use-upload.ts";

const ImportSteps = lazy(async () => ({ default: (await import("./import-steps.tsx")).ImportSteps }));

/** Own pictures or a time series on their way into a dataset of the cohort. An upload that was begun before is shown first. */
export function ImportPage() {
  const { cohort } = useCohort();
  const datasetId = useSearchParams().get("into");
  const trpc = useTRPC();
  const {
    data: open,
    error,
    refetch,
  } = useQuery(trpc.datasetImport.list.queryOptions({ cohortId: cohort.id }));
  const [importId, setImportId] = useState<string | null>(null);
  const upload = useUpload({ cohortId: cohort.id, open: open ?? [], onBegun: setImportId });
  const found = open?.find(({ id }) => id === importId) ?? open?.[0];
  const received = upload.received?.importId === found?.id ? upload.received?.bytes : undefined;
  const isArriving = found === undefined || found.state === "uploading";
  return (
    <PageContainer className="max-w-4xl">
      <PageHeader
        title={titleOf(found, datasetId)}
        description="What you bring is checked and shown to you before it becomes a dataset."
      />
      {open === undefined ? (
        error === null ? (
          <Skeleton className="h-56" />
        ) : (
          <ErrorState error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <>
          {found?.state === "uploading" && (
            <SendingCard
              upload={found}
              receivedBytes={received ?? found.receivedBytes}
              isSending={upload.isSending}
              isWaiting={upload.isWaiting}
            />
          )}
          {isArriving && <DropZone onBrought={upload.send} isBusy={upload.isSending} />}
          {found === undefined && datasetId === null && (
            <CatalogueList cohortId={cohort.id} isBusy={upload.isSending} onBegun={setImportId} />
          )}
          {upload.error !== null && <FormError>{explainError(upload.error).message}</FormError>}
          {found !== undefined && found.state !== "uploading" && (
            <Suspense fallback={<Skeleton className="h-56" />}>
              <ImportSteps
                key={found.id}
                cohortId={cohort.id}
                found={found}
                datasetId={datasetId}
                onDiscarded={() => setImportId(null)}
              />
            </Suspense>
          )}
        </>
      )}
    </PageContainer>
  );
}

function titleOf(found: DatasetImport | undefined, datasetId: string | null): string {
  if (datasetId !== null) return "A new version";
  if (found === undefined || found.state === "uploading") return "Add a dataset";
  return isSeries(found) ? "Add a time series" : "Add pictures";
}
