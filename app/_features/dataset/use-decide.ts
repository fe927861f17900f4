"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "#app/_lib/toast.ts";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";

/** What instructors decide about their cohort's datasets, and who manages a dataset about it. */
export function useDecide() {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const options = {
    onError: (error: unknown) => toast.error(explainError(error).message),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: trpc.dataset.pathKey() }),
        queryClient.invalidateQueries({ queryKey: trpc.cohort.leaderboard.pathKey() }),
      ]),
  };
  const use = useMutation(trpc.dataset.use.mutationOptions(options));
  const setDefault = useMutation(trpc.dataset.setDefault.mutationOptions(options));
  const letLearnersAdd = useMutation(trpc.dataset.letLearnersAdd.mutationOptions(options));
  const update = useMutation(trpc.dataset.update.mutationOptions(options));
  const cohortId = cohort.id;
  return {
    use: (datasetId: string, isUsed: boolean) => use.mutate({ cohortId, datasetId, isUsed }),
    setDefault: (datasetId: string | null) => setDefault.mutate({ cohortId, datasetId }),
    letLearnersAdd: (isLet: boolean) => letLearnersAdd.mutate({ cohortId, isLet }),
    archive: (datasetId: string, isArchived: boolean) => update.mutate({ cohortId, datasetId, isArchived }),
    /** What was just asked for, shown until the answer is there. */
    isLearnersLet: letLearnersAdd.isPending ? letLearnersAdd.variables.isLet : null,
  };
}
