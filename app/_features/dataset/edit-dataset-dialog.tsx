"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogContent } from "#app/_ui/dialog.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { Field } from "#app/_ui/field.tsx";
import { Input } from "#app/_ui/input.tsx";
import { NameField } from "#app/_ui/name-field.tsx";
import { isTooLong } from "#app/_lib/name-length.ts";
import { Select } from "#app/_ui/select.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import type { DatasetDetails, DatasetSummary } from "#server/contract/dataset.ts";

type EditDatasetDialogProps = { dataset: DatasetSummary; isOpen: boolean; onClose: () => void };

/** What is told of a dataset; its pictures change with a new version only. Mounted while it is open. */
export function EditDatasetDialog({ dataset, isOpen, onClose }: EditDatasetDialogProps) {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.dataset.details.queryOptions({ cohortId: cohort.id, datasetId: dataset.id }),
  );
  return (
    <Dialog open={isOpen} onOpenChange={(next) => !next && onClose()}>
      <DialogContent title="Edit dataset" description="Its pictures and what was trained on them stay.">
        {data !== undefined ? (
          <EditForm details={data} onClose={onClose} />
        ) : error === null ? (
          <Skeleton className="h-64" />
        ) : (
          <ErrorState error={error} onRetry={() => void refetch()} />
        )}
      </DialogContent>
    </Dialog>
  );
}

const MAX_TITLE = 80;

function EditForm({ details, onClose }: { details: DatasetDetails; onClose: () => void }) {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [title, setTitle] = useState(details.title);
  const [licence, setLicence] = useState(details.licence);
  const [source, setSource] = useState(details.source);
  const [visibility, setVisibility] = useState(details.visibility === "owner" ? "owner" : "cohort");
  const [isTried, setIsTried] = useState(false);
  const update = useMutation(
    trpc.dataset.update.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.dataset.pathKey() });
        onClose();
      },
    }),
  );
  const missing = (text: string, what: string) =>
    isTried && text.trim() === "" ? `A dataset needs a ${what}.` : undefined;

  function handleSubmit(event: SubmitEvent): void {
    event.preventDefault();
    setIsTried(true);
    if (title.trim() === "" || licence.trim() === "" || isTooLong(title, MAX_TITLE)) return;
    update.mutate({
      cohortId: cohort.id,
      datasetId: details.id,
      title: title.trim(),
      licence: licence.trim(),
      source: source.trim(),
      visibility: visibility === "owner" ? "owner" : "cohort",
    });
  }

  return (
    <form noValidate onSubmit={handleSubmit} className="flex flex-col gap-4">
      <FormError>{update.error === null ? undefined : explainError(update.error).message}</FormError>
      <NameField
        label="Title"
        error={missing(title, "title")}
        value={title}
        onValueChange={setTitle}
        max={MAX_TITLE}
      />
      <Field label="Licence" hint="Such as CC BY 4.0" error={missing(licence, "licence")}>
        <Input value={licence} onValueChange={setLicence} maxLength={2000} autoComplete="off" />
      </Field>
      <Field label="Source" hint="Where the pictures come from">
        <Input value={source} onValueChange={setSource} maxLength={2000} autoComplete="off" />
      </Field>
      <Field label="Who may use it">
        <Select
          value={visibility}
          onValueChange={setVisibility}
          options={[
            { value: "cohort", label: "Everyone in the cohort" },
            { value: "owner", label: "Who added it, and instructors" },
          ]}
        />
      </Field>
      <Button type="submit" isBusy={update.isPending} className="self-end">
        Save
      </Button>
    </form>
  );
}
