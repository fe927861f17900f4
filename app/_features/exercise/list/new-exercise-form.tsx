"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { toast } from "#app/_lib/toast.ts";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Button } from "#app/_ui/button.tsx";
import { DialogContent } from "#app/_ui/dialog.tsx";
import { EXERCISE_TEMPLATES } from "#models/exercises/templates.ts";
import type { CreateExerciseInput } from "#server/contract/exercise.ts";
import { readExerciseFile } from "../read-exercise-file.ts";

const BLANK = { id: "blank", title: "Blank", summary: "An empty text and an empty canvas." };

/** What an exercise can begin with. The templates bring networks along. */
export function NewExerciseForm({ cohortId }: { cohortId: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const file = useRef<HTMLInputElement>(null);
  const create = useMutation(
    trpc.exercise.create.mutationOptions({
      onSuccess: ({ id }) => {
        void queryClient.invalidateQueries({ queryKey: trpc.exercise.list.pathKey() });
        router.push(`/cohorts/${cohortId}/exercises/${id}/edit`);
      },
    }),
  );
  const make = (from: CreateExerciseInput["from"]) => create.mutate({ cohortId, from });

  async function handleFile(chosen: File | undefined): Promise<void> {
    if (chosen === undefined) return;
    const read = await readExerciseFile(chosen);
    if (read.ok) make({ kind: "file", file: read.file });
    else toast.error(`${chosen.name} was not opened`, { description: read.reason });
  }

  return (
    <DialogContent
      title="New exercise"
      description="A draft: nobody but the instructors sees it until you publish it."
      className="w-[min(40rem,calc(100vw-2rem))]"
      footer={
        <>
          <input
            ref={file}
            type="file"
            aria-label="Exercise file"
            accept=".json,application/json"
            className="hidden"
            onChange={(event) => {
              void handleFile(event.target.files?.[0]);
              event.target.value = "";
            }}
          />
          <Button
            variant="secondary"
            icon={<FileUp aria-hidden />}
            disabled={create.isPending}
            onClick={() => file.current?.click()}
          >
            From a file
          </Button>
        </>
      }
    >
      <FormError>{create.error === null ? undefined : explainError(create.error).message}</FormError>
      <ul aria-label="Beginnings" className="flex flex-col gap-2">
        {[BLANK, ...EXERCISE_TEMPLATES].map(({ id, title, summary }) => (
          <li key={id}>
            <button
              type="button"
              disabled={create.isPending || create.isSuccess}
              onClick={() => make(id === BLANK.id ? { kind: "blank" } : { kind: "template", id })}
              className="flex w-full cursor-pointer flex-col gap-0.5 rounded-lg border border-border bg-card px-4 py-3 text-left transition-colors hover:bg-accent disabled:opacity-60"
            >
              <span className="font-medium">{title}</span>
              <span className="text-[0.8125rem] text-muted-foreground">{summary}</span>
            </button>
          </li>
        ))}
      </ul>
    </DialogContent>
  );
}
