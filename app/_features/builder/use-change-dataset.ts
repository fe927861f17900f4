"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "#app/_lib/toast.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import type { DesignDetails } from "#server/contract/design.ts";

type Design = Pick<DesignDetails, "id">;

/** Saves a design for another dataset; the page shows it as it comes back, fitted. */
export function useChangeDataset({ id: designId }: Design) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation(
    trpc.design.save.mutationOptions({
      onSuccess(details) {
        queryClient.setQueryData(trpc.design.get.queryKey({ designId }), details);
        void queryClient.invalidateQueries({ queryKey: trpc.design.list.pathKey() });
      },
      onError: (error) => toast.error(explainError(error).message),
    }),
  );
  return {
    isPending,
    mutate: (
      change: { datasetId: string; revision: number },
      { onSuccess }: { onSuccess: (details: DesignDetails) => void },
    ) => mutate({ designId, ...change }, { onSuccess }),
  };
}
