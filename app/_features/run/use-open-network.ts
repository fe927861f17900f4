"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "#app/_lib/toast.ts";
import type { RunDetails } from "#server/contract/run.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPCClient } from "#app/_lib/trpc.ts";
import { designOfRun } from "./design-of-run.ts";

type Opening = Pick<RunDetails, "id" | "cohortId" | "design">;

/**
 * Opens a run's network in the builder: in the design that it came from where that is one's own, else in one's copy of it,
 * which is made once. `isTraining` opens the form with the run's settings, too.
 */
export function useOpenNetwork({ id: runId, cohortId, design }: Opening) {
  const client = useTRPCClient();
  const router = useRouter();
  return useMutation({
    mutationFn: async ({ isTraining }: { isTraining: boolean }) => {
      const own = design?.isMine === true ? design : await client.design.fromRun.mutate({ runId });
      return { designId: own.id, isTraining };
    },
    onError: (error) => toast.error(explainError(error).message),
    onSuccess: ({ designId, isTraining }) =>
      router.push(designOfRun({ cohortId, designId, runId, isTraining })),
  });
}
