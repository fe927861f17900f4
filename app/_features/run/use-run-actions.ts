"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import type { DesignDetails } from "#server/contract/design.ts";
import type { RunDetails } from "#server/contract/run.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC, useTRPCClient } from "#app/_lib/trpc.ts";

function tell(error: unknown): void {
  toast.error(explainError(error).message);
}

export function useRunActions(details: RunDetails) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const router = useRouter();
  const { id: runId, cohortId } = details;
  const base = `/cohorts/${cohortId}`;

  const remove = useMutation(
    trpc.run.remove.mutationOptions({
      onError: tell,
      onSuccess: () => {
        router.replace(`${base}/runs`);
        void queryClient.invalidateQueries({ queryKey: trpc.run.list.pathKey() });
        void queryClient.invalidateQueries({ queryKey: trpc.cohort.leaderboard.pathKey() });
      },
    }),
  );
  const openCopy = useMutation({
    mutationFn: () => client.design.fromRun.mutate({ runId }),
    onError: tell,
    onSuccess: (design: DesignDetails) => router.push(`${base}/designs/${design.id}`),
  });
  const trainAgain = useMutation({
    mutationFn: async () => {
      const design = (await unchangedDesign()) ?? (await client.design.fromRun.mutate({ runId }));
      const { hyperParameters, name } = details;
      return client.run.start.mutate({
        cohortId,
        designId: design.id,
        revision: design.revision,
        hyperParameters,
        name,
      });
    },
    onError: tell,
    onSuccess: (run: RunDetails) => router.push(`${base}/runs/${run.id}`),
  });

  /** The design that the run came from, where it is one's own and still holds the same network. */
  async function unchangedDesign(): Promise<DesignDetails | null> {
    if (details.designId === null) {
      return null;
    }
    try {
      const design = await client.design.get.query({ designId: details.designId });
      const isSame = JSON.stringify(design.graph) === JSON.stringify(details.graph);
      return design.isMine && isSame ? design : null;
    } catch {
      // Deleted, or somebody else's and not shared: a copy of the run's network does as well.
      return null;
    }
  }

  const keepModel = useMutation(
    trpc.run.keepModel.mutationOptions({
      onError: tell,
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.run.get.queryKey({ runId }) }),
    }),
  );

  return { keepModel, remove, openCopy, trainAgain };
}
