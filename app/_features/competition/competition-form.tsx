"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Button } from "#app/_ui/button.tsx";
import { DialogContent } from "#app/_ui/dialog.tsx";
import { DEFAULT_COMPETITION } from "#models/competition/defaults.ts";
import type { CompetitionSettings } from "#models/competition/settings.ts";
import { CompetitionFields } from "./competition-fields.tsx";

type CompetitionFormProps = { exerciseId: string; isCompetition: boolean; onClose: () => void };

/** Gives an exercise a board, or changes how it is run. */
export function CompetitionForm({ exerciseId, isCompetition, onClose }: CompetitionFormProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [changed, setChanged] = useState<CompetitionSettings | null>(null);
  const { data } = useQuery(trpc.competition.get.queryOptions({ exerciseId }, { enabled: isCompetition }));
  const settings = changed ?? data?.settings ?? DEFAULT_COMPETITION;
  const isReady = !isCompetition || data !== undefined;

  async function readAgain(): Promise<void> {
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: trpc.exercise.pathKey() }),
      queryClient.invalidateQueries({ queryKey: trpc.competition.pathKey() }),
    ]);
    onClose();
  }
  const save = useMutation(trpc.competition.save.mutationOptions({ onSuccess: readAgain }));
  const remove = useMutation(trpc.competition.remove.mutationOptions({ onSuccess: readAgain }));
  const error = save.error ?? remove.error;

  return (
    <DialogContent
      title={isCompetition ? "How it is run" : "A board for this exercise"}
      description="Once the exercise is published, nobody in the class, instructors neither, sees test scores on its dataset until the reveal. Runs from before cannot be entered."
      footer={
        <>
          {isCompetition && (
            <Button variant="ghost" isBusy={remove.isPending} onClick={() => remove.mutate({ exerciseId })}>
              Take the board away
            </Button>
          )}
          <Button
            isBusy={save.isPending}
            disabled={!isReady}
            onClick={() => save.mutate({ exerciseId, settings })}
          >
            {isCompetition ? "Save" : "Add the board"}
          </Button>
        </>
      }
    >
      <FormError>{error === null ? undefined : explainError(error).message}</FormError>
      <CompetitionFields settings={settings} isDrawn={data?.sealedAt != null} onChange={setChanged} />
    </DialogContent>
  );
}
