"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { explainError } from "#app/_lib/explain-error.ts";
import { toast } from "#app/_lib/toast.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { AlertDialog } from "#app/_ui/alert-dialog.tsx";
import { Button } from "#app/_ui/button.tsx";
import type { CompetitionView } from "#server/contract/competition.ts";
import { useTakeCompetition } from "./use-take-competition.ts";

const PODIUM = 3;

/** What an instructor presses, with the class before them. */
export function RevealControls({ competition }: { competition: CompetitionView }) {
  const { exerciseId, finals, state, unscored } = competition;
  const { uncovered, total } = finals;
  const trpc = useTRPC();
  const take = useTakeCompetition();
  const [isAsking, setIsAsking] = useState(false);
  const uncover = useMutation(
    trpc.competition.uncover.mutationOptions({
      onError: (error) => toast.error(explainError(error).message),
      onSuccess: take,
      onSettled: () => setIsAsking(false),
    }),
  );
  const show = (count: number) => uncover.mutate({ exerciseId, uncovered: count });
  if (state !== "revealing") {
    const isReady = state !== "draft" && state !== "waiting";
    return (
      <>
        <Button size="sm" disabled={!isReady} onClick={() => setIsAsking(true)}>
          Begin the reveal
        </Button>
        <AlertDialog
          isOpen={isAsking}
          onOpenChange={setIsAsking}
          title="Begin the reveal?"
          confirmLabel="Begin"
          variant="primary"
          isBusy={uncover.isPending}
          onConfirm={() => show(total === 0 ? 0 : 1)}
        >
          The whole class sees it live. From now on nothing more is taken, and nobody changes what counts for
          them. It cannot be undone.
          {unscored > 0 &&
            ` ${unscored} ${unscored === 1 ? "entry is" : "entries are"} still to be scored: wait for them.`}
        </AlertDialog>
      </>
    );
  }
  const rest = total - PODIUM;
  return (
    <div className="flex flex-wrap gap-2">
      {rest > uncovered + 1 && (
        <Button size="sm" variant="secondary" disabled={uncover.isPending} onClick={() => show(rest)}>
          All but the first three
        </Button>
      )}
      <Button size="sm" variant="secondary" disabled={uncover.isPending} onClick={() => show(total)}>
        All
      </Button>
      <Button size="sm" isBusy={uncover.isPending} onClick={() => show(uncovered + 1)}>
        Next place
      </Button>
    </div>
  );
}
