"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "#app/_lib/toast.ts";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { AlertDialog } from "#app/_ui/alert-dialog.tsx";
import { Button } from "#app/_ui/button.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";

export function RotateCodeButton() {
  const { cohort } = useCohort();
  const [isAsking, setIsAsking] = useState(false);
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const rotate = useMutation(
    trpc.cohort.rotateJoinCode.mutationOptions({
      onError: (error) => toast.error(explainError(error).message),
      onSettled: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.cohort.get.pathKey() });
        setIsAsking(false);
      },
    }),
  );
  return (
    <>
      <Button size="sm" variant="ghost" onClick={() => setIsAsking(true)}>
        New code
      </Button>
      <AlertDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title="Make a new join code?"
        confirmLabel="Make a new code"
        variant="primary"
        isBusy={rotate.isPending}
        onConfirm={() => rotate.mutate({ cohortId: cohort.id })}
      >
        The old code and links with it stop working. Members stay members.
      </AlertDialog>
    </>
  );
}
