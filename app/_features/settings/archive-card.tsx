"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "#app/_lib/toast.ts";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { counted } from "#app/_lib/counted.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { AlertDialog } from "#app/_ui/alert-dialog.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "#app/_ui/card.tsx";

export function ArchiveCard() {
  const { cohort } = useCohort();
  const [isAsking, setIsAsking] = useState(false);
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const isArchived = cohort.archivedAt !== null;
  const { data: contents } = useQuery(trpc.cohort.contents.queryOptions({ cohortId: cohort.id }));
  const archive = useMutation(
    trpc.cohort.archive.mutationOptions({
      onError: (error) => toast.error(explainError(error).message),
      onSettled: async () => {
        setIsAsking(false);
        await queryClient.invalidateQueries({ queryKey: trpc.cohort.pathKey() });
      },
    }),
  );
  const active = contents?.activeRuns ?? 0;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{isArchived ? "Archived" : "Archive"}</CardTitle>
        {isArchived ? (
          <Button
            size="sm"
            variant="secondary"
            isBusy={archive.isPending}
            onClick={() => archive.mutate({ cohortId: cohort.id, isArchived: false })}
          >
            Open it again
          </Button>
        ) : (
          <Button size="sm" variant="secondary" onClick={() => setIsAsking(true)}>
            Archive…
          </Button>
        )}
      </CardHeader>
      <CardContent className="text-sm text-muted-foreground">
        {isArchived
          ? "Everybody can look at what is here and take it along. Nothing new is made, and nobody can join."
          : "When the course is over: everybody can still look at everything, and nothing new is made."}
      </CardContent>
      <AlertDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={`Archive “${cohort.name}”?`}
        confirmLabel="Archive"
        variant="primary"
        isBusy={archive.isPending}
        onConfirm={() => archive.mutate({ cohortId: cohort.id, isArchived: true })}
      >
        {active > 0 &&
          `${counted(active, "run")} ${active === 1 ? "waits, trains or is paused, and is" : "wait, train or are paused, and are"} cancelled. `}
        Designs, runs, scores and datasets stay and can be looked at. Nobody can save, train or join until you
        open it again.
      </AlertDialog>
    </Card>
  );
}
