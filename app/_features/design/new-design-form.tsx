"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState, type SubmitEvent } from "react";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { DatasetSelect } from "#app/_features/dataset/dataset-select.tsx";
import { Button } from "#app/_ui/button.tsx";
import { DialogContent } from "#app/_ui/dialog.tsx";
import { Field } from "#app/_ui/field.tsx";
import { NameField } from "#app/_ui/name-field.tsx";
import { isTooLong } from "#app/_lib/name-length.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { PresetChoice } from "./preset-choice.tsx";
import { STARTING_POINTS } from "./presets.ts";

const MAX_NAME = 80;

/** Carries the presets, so it comes when somebody is about to make a design. */
export function NewDesignForm({ cohortId }: { cohortId: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [choice, setChoice] = useState(0);
  const [name, setName] = useState("");
  const [datasetId, setDatasetId] = useState<string | null>(null);
  const start = STARTING_POINTS[choice];
  const create = useMutation(
    trpc.design.create.mutationOptions({
      onSuccess: (design) => {
        void queryClient.invalidateQueries({ queryKey: trpc.design.list.pathKey() });
        router.push(`/cohorts/${cohortId}/designs/${design.id}`);
      },
    }),
  );

  function handleSubmit(event: SubmitEvent): void {
    event.preventDefault();
    if (isTooLong(name, MAX_NAME)) return;
    const fallback = start?.presetId === undefined ? "Untitled network" : start.title;
    create.mutate({
      cohortId,
      name: name.trim() === "" ? fallback : name.trim(),
      ...(start?.presetId === undefined ? {} : { presetId: start.presetId }),
      ...(datasetId === null ? {} : { datasetId }),
    });
  }

  return (
    <DialogContent
      title="New design"
      description="Begin with a network that works, or with nothing."
      className="w-[min(44rem,calc(100vw-2rem))]"
      footer={
        <Button type="submit" form="new-design" isBusy={create.isPending || create.isSuccess}>
          Create design
        </Button>
      }
    >
      <form id="new-design" noValidate onSubmit={handleSubmit} className="flex flex-col gap-4">
        <FormError>{create.error === null ? undefined : explainError(create.error).message}</FormError>
        <NameField
          label="Design name"
          value={name}
          onValueChange={setName}
          max={MAX_NAME}
          placeholder={start?.presetId === undefined ? "Untitled network" : start.title}
        />
        <Field label="Dataset" hint="Its pictures and classes decide the network's first and last block.">
          <DatasetSelect
            value={datasetId}
            onValueChange={setDatasetId}
            isOffered={({ isUsable }) => isUsable}
          />
        </Field>
        <PresetChoice chosen={choice} onChoose={setChoice} />
      </form>
    </DialogContent>
  );
}
