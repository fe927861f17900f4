"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "#app/_lib/toast.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";

export function useKeepModel(runId: string) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.run.keepModel.mutationOptions({
      onError: (error) => toast.error(explainError(error).message),
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.run.get.queryKey({ runId }) }),
    }),
  );
}
