"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { formatMemory } from "#models/training/format-memory.ts";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { counted } from "#app/_lib/counted.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogContent } from "#app/_ui/dialog.tsx";
import { Field } from "#app/_ui/field.tsx";
import { Input } from "#app/_ui/input.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";

type DeleteCohortDialogProps = {
  cohort: { id: string; name: string };
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

/** Says what goes before it asks for the name. */
export function DeleteCohortDialog({ cohort, isOpen, onOpenChange }: DeleteCohortDialogProps) {
  const [name, setName] = useState("");
  const trpc = useTRPC();
  const { data: contents } = useQuery(
    trpc.cohort.contents.queryOptions({ cohortId: cohort.id }, { enabled: isOpen, staleTime: 0 }),
  );
  const remove = useMutation(
    // A new document: nothing of the cohort stays in memory to be read again.
    trpc.cohort.remove.mutationOptions({ onSuccess: () => window.location.assign("/") }),
  );
  function handleSubmit(event: SubmitEvent): void {
    event.preventDefault();
    remove.mutate({ cohortId: cohort.id, name: name.trim() });
  }
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        title={`Delete “${cohort.name}”?`}
        description="For everybody in it. This cannot be undone."
      >
        {contents === undefined ? (
          <Skeleton className="h-32" />
        ) : (
          <form noValidate onSubmit={handleSubmit} className="flex flex-col gap-4">
            <div className="text-sm">
              <p className="font-medium">Deleted with it</p>
              <ul className="mt-1 list-disc pl-5 text-muted-foreground">
                <li>
                  {counted(contents.runs, "run")} with histories and scores
                  {contents.activeRuns > 0 && `, ${contents.activeRuns} of them not ended`}
                </li>
                <li>
                  {counted(contents.models, "trained network")}, {formatMemory(contents.modelBytes)}
                </li>
                <li>{counted(contents.designs, "design")}</li>
                {contents.exercises > 0 && (
                  <li>
                    {counted(contents.exercises, "exercise")} with{" "}
                    {counted(contents.submissions, "submission")} and all grades: take them along first, Desk,
                    Tables
                  </li>
                )}
                <li>
                  {counted(contents.datasets, "dataset")} of its own; those that another class trains on move
                  there
                </li>
                <li>
                  the membership of {contents.members === 1 ? "one person" : `${contents.members} people`}
                </li>
              </ul>
              <p className="mt-2 text-muted-foreground">Accounts stay.</p>
            </div>
            <FormError>{remove.error === null ? undefined : explainError(remove.error).message}</FormError>
            <Field label={`Type ${cohort.name} to delete it`}>
              <Input value={name} onValueChange={setName} autoComplete="off" spellCheck={false} />
            </Field>
            <Button
              type="submit"
              variant="destructive"
              className="self-end"
              disabled={name.trim() !== cohort.name}
              isBusy={remove.isPending || remove.isSuccess}
            >
              Delete the cohort
            </Button>
          </form>
        )}
      </DialogContent>
    </Dialog>
  );
}
