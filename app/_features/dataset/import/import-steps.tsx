"use client";

import { DEFAULT_CHOICES } from "#models/datasets/import/default-options.ts";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { catalogueEntry } from "#models/datasets/catalogue.ts";
import type { DatasetImport } from "#server/contract/dataset-import.ts";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { Button } from "#app/_ui/button.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { ConfirmForm } from "./confirm-form.tsx";
import { isSeries } from "./is-series.ts";
import { OptionsForm } from "./options-form.tsx";
import { ReadingCard } from "./reading-card.tsx";
import { ReportCard } from "./report-card.tsx";
import { SeriesForm } from "./series-form.tsx";
import { SeriesReportCard } from "./series-report-card.tsx";

type ImportStepsProps = {
  cohortId: string;
  found: DatasetImport;
  /** The dataset whose next version it becomes. */
  datasetId: string | null;
  onDiscarded: () => void;
};

/** The socket tells of every change; this is for when it is away. */
const POLL_MS = 5_000;

/** From what was uploaded to a dataset: choices, progress, report, confirmation. */
export function ImportSteps({ cohortId, found: before, datasetId, onDiscarded }: ImportStepsProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { data: found = before } = useQuery(
    trpc.datasetImport.get.queryOptions(
      { importId: before.id },
      { refetchInterval: ({ state: { data } }) => (data?.state === "importing" ? POLL_MS : false) },
    ),
  );
  const again = () => queryClient.invalidateQueries({ queryKey: trpc.datasetImport.pathKey() });
  const start = useMutation(trpc.datasetImport.start.mutationOptions({ onSettled: again }));
  const cancel = useMutation(trpc.datasetImport.cancel.mutationOptions({ onSettled: again }));
  const discard = useMutation(
    trpc.datasetImport.discard.mutationOptions({ onSuccess: onDiscarded, onSettled: again }),
  );
  const confirm = useMutation(
    trpc.datasetImport.confirm.mutationOptions({
      onSuccess: ({ datasetId: made }) => {
        void again();
        void queryClient.invalidateQueries({ queryKey: trpc.dataset.pathKey() });
        router.push(`/cohorts/${cohortId}/datasets/${made}`);
      },
    }),
  );
  const said = (error: unknown) => (error === null ? undefined : explainError(error).message);
  const importId = found.id;

  if (found.state === "importing") {
    return (
      <ReadingCard
        progress={found.progress}
        example={isSeries(found) ? "windows" : "pictures"}
        isBusy={cancel.isPending}
        onCancel={() => cancel.mutate({ importId })}
      />
    );
  }
  return (
    <>
      {found.failure !== null && <FormError>{`${found.name} was not imported: ${found.failure}`}</FormError>}
      {found.report?.kind === "pictures" && <ReportCard report={found.report} />}
      {found.report?.kind === "series" && <SeriesReportCard report={found.report} />}
      {found.state === "ready" && datasetId === null && (
        <ConfirmForm
          name={found.name}
          published={found.catalogueId === null ? null : catalogueEntry(found.catalogueId)}
          isBusy={confirm.isPending || confirm.isSuccess}
          error={said(confirm.error)}
          onConfirm={(about) => confirm.mutate({ importId, ...about })}
        />
      )}
      {found.state === "ready" && datasetId !== null && (
        <div className="flex flex-wrap items-center gap-3">
          <Button
            variant="primary"
            isBusy={confirm.isPending || confirm.isSuccess}
            onClick={() => confirm.mutate({ importId, datasetId })}
          >
            Add this version
          </Button>
          <FormError>{said(confirm.error)}</FormError>
        </div>
      )}
      {isSeries(found) && (
        <SeriesForm
          importId={importId}
          before={found.options?.kind === "series" ? found.options : null}
          isBusy={start.isPending}
          error={said(start.error)}
          onStart={(options) => start.mutate({ importId, options })}
        />
      )}
      {found.catalogueId === null && !isSeries(found) && (
        <OptionsForm
          before={found.options?.kind === "pictures" ? found.options : null}
          isBusy={start.isPending}
          error={said(start.error)}
          onStart={(options) => start.mutate({ importId, options })}
        />
      )}
      {found.catalogueId !== null && found.state !== "ready" && (
        <Button
          className="self-start"
          isBusy={start.isPending}
          onClick={() => start.mutate({ importId, options: DEFAULT_CHOICES })}
        >
          Try again
        </Button>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button
          variant="ghost"
          isBusy={discard.isPending}
          // What is about to be read cannot be discarded.
          disabled={start.isPending}
          onClick={() => discard.mutate({ importId })}
        >
          {found.catalogueId === null ? "Discard this upload" : "Discard it"}
        </Button>
        <FormError>{said(discard.error)}</FormError>
      </div>
    </>
  );
}
