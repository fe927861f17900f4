"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { REFRESH_SPREAD_MS } from "#server/contract/protocol.ts";
import type { ServerToClientEvents } from "#server/contract/socket.ts";
import { isEnded } from "#app/_lib/is-ended.ts";
import { getSocket } from "#app/_lib/socket.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { createRunFeed } from "./run-feed.ts";
import { isAtRest } from "./run-live.ts";

const QUEUED_POLL_MS = 5_000;
const UNLINKED_POLL_MS = 3_000;
const BEHIND_POLL_MS = 1_000;

/**
 * A run as it is now: what its page says once (`details`) and what streams (`live`). While the socket is away the
 * same events are read over HTTP.
 */
export function useRun(runId: string) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [feed] = useState(() => {
    const created = createRunFeed(runId);
    const known = queryClient.getQueryData(trpc.run.get.queryKey({ runId }));
    // What the server has read with the page is there from its first drawing on.
    if (known !== undefined) created.takeSnapshot(known);
    const curve = queryClient.getQueryData(trpc.run.curve.queryKey({ runId }));
    if (curve != null) created.takeCurve(curve);
    return created;
  });
  const live = useSyncExternalStore(feed.subscribe, feed.read, feed.read);
  const { state } = live.history;
  const query = useQuery(
    trpc.run.get.queryOptions(
      { runId },
      {
        refetchInterval: ({ state: { data } }) => {
          if (data === undefined || (isEnded(state) && data.state === state)) {
            return false;
          }
          if (live.history.lastSeq > 0 && data.state !== state) {
            return BEHIND_POLL_MS;
          }
          if (!live.isLive) {
            return UNLINKED_POLL_MS;
          }
          return state === "queued" ? QUEUED_POLL_MS : false;
        },
      },
    ),
  );
  const { data, refetch } = query;
  // Read anew after each time away: what streamed meanwhile was missed.
  const curve = useQuery(
    trpc.run.curve.queryOptions({ runId }, { staleTime: 0, refetchOnWindowFocus: false }),
  );
  const { data: keptCurve, refetch: readCurve } = curve;
  const wasLive = useRef(false);

  useEffect(() => feed.start(getSocket()), [feed]);

  // Its last steps may have been on the way when it stopped, and are left out then: they are in what is kept.
  const isStill = isAtRest(state);
  useEffect(() => {
    if (!isStill || !wasLive.current) return undefined;
    const timer = setTimeout(() => void readCurve(), Math.random() * REFRESH_SPREAD_MS);
    return () => clearTimeout(timer);
  }, [isStill, readCurve]);

  useEffect(() => {
    if (keptCurve != null) {
      feed.takeCurve(keptCurve);
    }
  }, [feed, keptCurve]);

  useEffect(() => {
    if (live.isLive && wasLive.current) void readCurve();
    wasLive.current ||= live.isLive;
  }, [live.isLive, readCurve]);

  useEffect(() => {
    if (data !== undefined) {
      feed.takeSnapshot(data);
    }
  }, [feed, data]);

  useEffect(() => {
    function onReturn(): void {
      if (document.visibilityState === "visible") {
        feed.catchUp();
      }
    }
    document.addEventListener("visibilitychange", onReturn);
    window.addEventListener("online", onReturn);
    return () => {
      document.removeEventListener("visibilitychange", onReturn);
      window.removeEventListener("online", onReturn);
    };
  }, [feed]);

  // Only what is not an event is read again: the place in the queue, and, below, what a new state has brought.
  useEffect(() => {
    const socket = getSocket();
    const onChanged: ServerToClientEvents["cohort:changed"] = ({ topic }) => {
      if (topic === "queue" && feed.read().history.state === "queued") {
        void refetch();
      }
    };
    socket.on("cohort:changed", onChanged);
    return () => {
      socket.off("cohort:changed", onChanged);
    };
  }, [feed, refetch]);

  useEffect(() => {
    const queryKey = trpc.run.get.queryKey({ runId });
    let known = feed.read().history.state;
    let timer: number | undefined;
    const unsubscribe = feed.subscribe(() => {
      const next = feed.read().history.state;
      if (next !== known && queryClient.getQueryData(queryKey)?.state !== next) {
        window.clearTimeout(timer);
        // Everyone who watches learns of it at the same moment.
        timer = window.setTimeout(
          () => void queryClient.invalidateQueries({ queryKey }),
          Math.random() * REFRESH_SPREAD_MS,
        );
      }
      known = next;
    });
    return () => {
      window.clearTimeout(timer);
      unsubscribe();
    };
  }, [feed, queryClient, trpc, runId]);

  return { query, live };
}
