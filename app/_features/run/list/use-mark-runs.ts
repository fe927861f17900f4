"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "#app/_lib/toast.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import type { MarkRunsInput } from "#server/contract/run-list.ts";

type Marking = Omit<MarkRunsInput, "cohortId">;

/** Tags or hides runs for oneself. What was hidden can be shown again at once. */
export function useMarkRuns(cohortId: string) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation(
    trpc.run.mark.mutationOptions({
      onError: (error) => toast.error(explainError(error).message),
      onSuccess: () =>
        Promise.all(
          [trpc.run.list.pathKey(), trpc.run.facets.pathKey(), trpc.run.get.pathKey()].map((queryKey) =>
            queryClient.invalidateQueries({ queryKey }),
          ),
        ),
    }),
  );
  function mark(marking: Marking, onSuccess?: () => void): void {
    mutate({ cohortId, ...marking }, { onSuccess: () => onSuccess?.() });
  }
  function hide(runIds: string[], isHidden: boolean): void {
    mark({ runIds, isHidden }, () => {
      const what = runIds.length === 1 ? "1 run" : `${runIds.length} runs`;
      if (!isHidden) return;
      toast.success(`${what} hidden from your list`, {
        action: { label: "Undo", onClick: () => mark({ runIds, isHidden: false }) },
      });
    });
  }
  return { mark, hide, isPending };
}
