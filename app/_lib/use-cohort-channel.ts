"use client";

import { useQueryClient, type QueryKey } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { PROTOCOL_VERSION, REFRESH_SPREAD_MS, type CohortTopic } from "#server/contract/socket.ts";
import { gatherTopics } from "./gather-topics.ts";
import { getSocket } from "./socket.ts";
import { useTRPC } from "./trpc.ts";

/** While the server's database is away. */
const RETRY_MS = 1_500;

/**
 * Keeps a cohort's pages fresh: what the server names as changed is read again, and everything is after a lost
 * connection. Returns the ids of those who have a page of the cohort open now.
 */
export function useCohortChannel(cohortId: string): readonly string[] {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [present, setPresent] = useState<readonly string[]>([]);

  useEffect(() => {
    const socket = getSocket();
    const version = PROTOCOL_VERSION;
    const runs: QueryKey = trpc.run.list.pathKey();
    const board: QueryKey = trpc.cohort.leaderboard.pathKey();
    const keys: Record<CohortTopic, QueryKey[]> = {
      runs: [runs, trpc.cohort.desk.pathKey(), trpc.queue.pathKey()],
      queue: [runs, trpc.worker.pathKey(), trpc.queue.pathKey()],
      leaderboard: [board],
      designs: [trpc.design.list.pathKey(), trpc.cohort.desk.pathKey()],
      datasets: [trpc.dataset.pathKey(), board],
      imports: [trpc.datasetImport.pathKey()],
      exercises: [trpc.exercise.pathKey(), trpc.submission.pathKey()],
      members: [trpc.cohort.get.pathKey(), trpc.cohort.list.pathKey(), trpc.cohort.desk.pathKey(), board],
    };
    let hasWatched = false;
    let retry: ReturnType<typeof setTimeout> | undefined;

    const stale = gatherTopics((topics) => {
      const queryKeys = new Set([...topics].flatMap((topic) => keys[topic]));
      for (const queryKey of queryKeys) void queryClient.invalidateQueries({ queryKey });
    }, REFRESH_SPREAD_MS);
    function watch(): void {
      socket.emit("cohort:watch", { version, cohortId }, (reply) => {
        if (!reply.ok) {
          clearTimeout(retry);
          if (reply.error.code === "UNAVAILABLE") retry = setTimeout(watch, RETRY_MS);
          return;
        }
        setPresent(reply.data.userIds);
        if (hasWatched)
          stale.add([
            "runs",
            "queue",
            "leaderboard",
            "designs",
            "members",
            "datasets",
            "imports",
            "exercises",
          ]);
        hasWatched = true;
      });
    }
    function handleChanged(message: { cohortId: string; topic: CohortTopic }): void {
      if (message.cohortId === cohortId) stale.add([message.topic]);
    }
    function handlePresence(message: { cohortId: string; userIds: string[] }): void {
      if (message.cohortId === cohortId) setPresent(message.userIds);
    }

    socket.on("connect", watch);
    socket.on("cohort:changed", handleChanged);
    socket.on("cohort:presence", handlePresence);
    if (socket.connected) watch();
    return () => {
      clearTimeout(retry);
      stale.close();
      socket.off("connect", watch);
      socket.off("cohort:changed", handleChanged);
      socket.off("cohort:presence", handlePresence);
      if (socket.connected) socket.emit("cohort:unwatch", { version, cohortId }, () => undefined);
    };
  }, [cohortId, queryClient, trpc]);

  return present;
}
