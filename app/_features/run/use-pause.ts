"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "#app/_lib/toast.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";

export function usePause(runId: string) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const after = {
    onError: (error: unknown) => toast.error(explainError(error).message),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.run.get.queryKey({ runId }) }),
  };
  return {
    pause: useMutation(trpc.run.pause.mutationOptions(after)),
    resume: useMutation(trpc.run.resume.mutationOptions(after)),
  };
}
