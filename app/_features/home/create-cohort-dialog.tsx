"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, type SubmitEvent } from "react";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { Button, buttonVariants } from "#app/_ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#app/_ui/dialog.tsx";
import { NameField } from "#app/_ui/name-field.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";

const MAX_NAME = 80;

type CreateCohortDialogProps = { variant?: "primary" | "secondary" };

export function CreateCohortDialog({ variant = "primary" }: CreateCohortDialogProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<string>();
  const create = useMutation(
    trpc.cohort.create.mutationOptions({
      onSuccess: (cohort) => {
        void queryClient.invalidateQueries({ queryKey: trpc.cohort.list.pathKey() });
        router.push(`/cohorts/${cohort.id}`);
      },
    }),
  );

  function handleSubmit(event: SubmitEvent): void {
    event.preventDefault();
    const trimmed = name.trim();
    const found =
      trimmed === ""
        ? "A cohort needs a name."
        : trimmed.length > MAX_NAME
          ? `A name has at most ${MAX_NAME} characters; this one has ${trimmed.length}.`
          : undefined;
    setProblem(found);
    if (found === undefined) create.mutate({ name: trimmed });
  }

  return (
    <Dialog>
      <DialogTrigger className={buttonVariants({ variant })}>
        <Plus aria-hidden />
        New cohort
      </DialogTrigger>
      <DialogContent
        title="New cohort"
        description="You will be its instructor and get a code for your class."
      >
        <form noValidate onSubmit={handleSubmit} className="flex flex-col gap-4">
          <FormError>{create.error === null ? undefined : explainError(create.error).message}</FormError>
          <NameField
            label="Cohort name"
            error={problem}
            value={name}
            onValueChange={setName}
            max={MAX_NAME}
            placeholder="Computer Vision, spring"
          />
          <Button type="submit" isBusy={create.isPending || create.isSuccess} className="self-end">
            Create cohort
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}
