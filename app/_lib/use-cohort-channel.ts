"use client";

import { useQueryClient, type QueryKey } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { CohortTopic } from "#server/contract/socket.ts";
import { keepCohortFresh } from "./keep-cohort-fresh.ts";
import { getSocket } from "./socket.ts";
import { useTRPC } from "./trpc.ts";

/**
 * Keeps a cohort's pages fresh: what the server names as changed is read again. Returns the ids of those who have a page of
 * the cohort open now.
 */
export function useCohortChannel(cohortId: string): readonly string[] {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [present, setPresent] = useState<readonly string[]>([]);

  useEffect(() => {
    const runs: QueryKey = trpc.run.list.pathKey();
    const board: QueryKey = trpc.cohort.leaderboard.pathKey();
    const keys: Record<CohortTopic, QueryKey[]> = {
      runs: [runs, trpc.cohort.desk.pathKey(), trpc.queue.pathKey()],
      queue: [runs, trpc.worker.pathKey(), trpc.queue.pathKey()],
      leaderboard: [board],
      designs: [trpc.design.list.pathKey(), trpc.cohort.desk.pathKey()],
      datasets: [trpc.dataset.pathKey(), board],
      imports: [trpc.datasetImport.pathKey()],
      models: [trpc.model.pathKey(), trpc.vision.models.pathKey()],
      exercises: [
        trpc.exercise.pathKey(),
        trpc.submission.pathKey(),
        trpc.gradebook.pathKey(),
        trpc.competition.pathKey(),
        trpc.team.pathKey(),
        trpc.peer.pathKey(),
      ],
      members: [
        trpc.cohort.get.pathKey(),
        trpc.roster.pathKey(),
        trpc.lti.pathKey(),
        trpc.cohort.list.pathKey(),
        trpc.cohort.desk.pathKey(),
        board,
        trpc.gradebook.pathKey(),
      ],
    };
    return keepCohortFresh(getSocket(), cohortId, {
      topics: Object.keys(keys) as CohortTopic[],
      onPresent: setPresent,
      onStale(topics) {
        const queryKeys = new Set([...topics].flatMap((topic) => keys[topic]));
        for (const queryKey of queryKeys) void queryClient.invalidateQueries({ queryKey });
      },
    });
  }, [cohortId, queryClient, trpc]);

  return present;
}
