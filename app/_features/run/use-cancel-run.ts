"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "#app/_lib/toast.ts";
import type { RunSummary } from "#server/contract/run.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";

/** Cancelling a run, which asks first: see `CancelRunDialog`. */
export function useCancelRun({ id: runId, isCancelRequested }: Pick<RunSummary, "id" | "isCancelRequested">) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const cancel = useMutation(
    trpc.run.cancel.mutationOptions({
      onError: (error) => toast.error(explainError(error).message),
      onSettled: async () => {
        setIsAsking(false);
        await Promise.all(
          [trpc.run.list.pathKey(), trpc.run.get.queryKey({ runId })].map((queryKey) =>
            queryClient.invalidateQueries({ queryKey }),
          ),
        );
      },
    }),
  );
  return {
    isAsking,
    setIsAsking,
    isPending: cancel.isPending,
    /** Asked for, by whoever it was, and not done yet. */
    isUnderWay: cancel.isPending || isCancelRequested,
    confirm: () => cancel.mutate({ runId }),
  };
}
