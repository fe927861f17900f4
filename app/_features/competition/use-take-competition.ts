"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "#app/_lib/trpc.ts";
import type { CompetitionView } from "#server/contract/competition.ts";

/** Shows what a change has answered with; a board that is shown whole is asked for again. */
export function useTakeCompetition(): (view: CompetitionView) => Promise<void> {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return async (view) => {
    const { exerciseId } = view;
    queryClient.setQueryData(trpc.competition.get.queryKey({ exerciseId }), view);
    await queryClient.invalidateQueries(trpc.competition.get.queryFilter({ exerciseId, isWhole: true }));
  };
}
