"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Copy, Download, Ellipsis, Eye, EyeOff, PencilLine, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "#app/_lib/toast.ts";
import { downloadText, fileNameOf } from "#app/_features/builder/files/download-text.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { AlertDialog } from "#app/_ui/alert-dialog.tsx";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { Button, buttonVariants } from "#app/_ui/button.tsx";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "#app/_ui/menu.tsx";
import type { ExerciseDetails } from "#server/contract/exercise.ts";
import { exerciseFileText } from "../exercise-file-text.ts";

/** What an instructor does with an exercise. */
export function TaughtActions({ exercise }: { exercise: ExerciseDetails }) {
  const { id: exerciseId, cohortId, revision, isPublished } = exercise;
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [isDeleting, setIsDeleting] = useState(false);
  const base = `/cohorts/${cohortId}/exercises`;
  const readAgain = () => queryClient.invalidateQueries({ queryKey: trpc.exercise.pathKey() });
  const onError = (error: unknown) => toast.error(explainError(error).message);
  const publish = useMutation(
    trpc.exercise.save.mutationOptions({
      onError,
      onSuccess: (saved) =>
        toast.success(
          saved.isPublished ? "Learners see it now." : "It is a draft again; learners do not see it.",
        ),
      onSettled: readAgain,
    }),
  );
  const copy = useMutation(
    trpc.exercise.create.mutationOptions({
      onError,
      onSuccess: ({ id }) => {
        void readAgain();
        router.push(`${base}/${id}/edit`);
      },
    }),
  );
  const remove = useMutation(
    trpc.exercise.remove.mutationOptions({
      onError,
      onSuccess: () => {
        void queryClient.invalidateQueries({ queryKey: trpc.exercise.list.pathKey() });
        router.replace(base);
      },
      onSettled: () => setIsDeleting(false),
    }),
  );

  function download(): void {
    const text = exerciseFileText(exercise);
    if (text !== null) downloadText(`${fileNameOf(exercise.title)}.exercise.json`, text);
  }

  return (
    <>
      <Button
        variant={isPublished ? "ghost" : "secondary"}
        icon={isPublished ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
        isBusy={publish.isPending}
        onClick={() => publish.mutate({ exerciseId, revision, isPublished: !isPublished })}
      >
        {isPublished ? "Unpublish" : "Publish"}
      </Button>
      <ButtonLink href={`${base}/${exerciseId}/edit`} variant="secondary" icon={<PencilLine aria-hidden />}>
        Edit
      </ButtonLink>
      <Menu>
        <MenuTrigger
          aria-label={`Actions for ${exercise.title}`}
          className={buttonVariants({ variant: "ghost", size: "icon" })}
        >
          <Ellipsis aria-hidden />
        </MenuTrigger>
        <MenuContent align="end">
          <MenuItem onClick={() => copy.mutate({ cohortId, from: { kind: "copy", exerciseId } })}>
            <Copy aria-hidden />
            Duplicate
          </MenuItem>
          <MenuItem onClick={download}>
            <Download aria-hidden />
            Export as a file
          </MenuItem>
          <MenuSeparator />
          <MenuItem tone="destructive" onClick={() => setIsDeleting(true)}>
            <Trash2 aria-hidden />
            Delete
          </MenuItem>
        </MenuContent>
      </Menu>
      <AlertDialog
        isOpen={isDeleting}
        onOpenChange={setIsDeleting}
        title={`Delete “${exercise.title}”?`}
        confirmLabel="Delete exercise"
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate({ exerciseId })}
      >
        This cannot be undone. Designs that were begun for it stay with their owners. Export it first to keep
        it.
      </AlertDialog>
    </>
  );
}
