"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "#app/_lib/toast.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";

/** Copies a design into one's own, and goes there. */
export function useDuplicateDesign() {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.design.duplicate.mutationOptions({
      onSuccess(copy) {
        void queryClient.invalidateQueries({ queryKey: trpc.design.list.pathKey() });
        router.push(`/cohorts/${copy.cohortId}/designs/${copy.id}`);
      },
      onError: (error) => toast.error(explainError(error).message),
    }),
  );
}
