"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { getSocket } from "#app/_lib/socket.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { REFRESH_SPREAD_MS } from "#server/contract/protocol.ts";

/** How many notices are unread, read again when the server says that they changed, and after a lost connection. */
export function useUnread(): number {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data } = useQuery(trpc.notice.unread.queryOptions());

  useEffect(() => {
    const socket = getSocket();
    let timer: ReturnType<typeof setTimeout> | undefined;
    // A class that is told at once asks one after the other.
    function readAgain(): void {
      timer ??= setTimeout(() => {
        timer = undefined;
        void queryClient.invalidateQueries({ queryKey: trpc.notice.pathKey() });
      }, Math.random() * REFRESH_SPREAD_MS);
    }
    socket.on("connect", readAgain);
    socket.on("notices:changed", readAgain);
    return () => {
      clearTimeout(timer);
      socket.off("connect", readAgain);
      socket.off("notices:changed", readAgain);
    };
  }, [queryClient, trpc]);

  return data?.unread ?? 0;
}
