"use client";

import { useEffect, useSyncExternalStore } from "react";
import { useSession } from "./auth-client.ts";
import { databaseState } from "./database-state.ts";
import { getSocket } from "./socket.ts";

/** `idle`: nobody signed in. `lost`: it was there, or should be, and is being tried again. */
export type ConnectionState = "idle" | "connecting" | "connected" | "lost";

let state: ConnectionState = "idle";
const listeners = new Set<() => void>();

function setState(next: ConnectionState): void {
  if (state === next) return;
  state = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useConnectionState(): ConnectionState {
  return useSyncExternalStore(
    subscribe,
    () => state,
    () => "idle",
  );
}

/** Opens the socket while somebody is signed in, closes it when they leave. Called once, by the shell. */
export function useConnection(): void {
  const { data: session } = useSession();
  const userId = session?.user.id;
  useEffect(() => {
    if (userId === undefined) return;
    const socket = getSocket();
    function handleConnect(): void {
      setState("connected");
    }
    function handleRefusal(error: Error): void {
      if (error.message === "UNAVAILABLE") databaseState.suspect();
      handleLoss();
    }
    function handleDatabase({ isAway }: { isAway: boolean }): void {
      databaseState.told(isAway);
    }
    function handleLoss(): void {
      setState("lost");
      // socket.io reconnects by itself except after the server has closed the connection or refused it.
      if (!socket.active) retry = window.setTimeout(() => socket.connect(), 2000);
    }
    let retry: number | undefined;
    socket.on("connect", handleConnect);
    socket.on("disconnect", handleLoss);
    socket.on("connect_error", handleRefusal);
    socket.on("server:database", handleDatabase);
    setState("connecting");
    socket.connect();
    return () => {
      window.clearTimeout(retry);
      socket.off("connect", handleConnect);
      socket.off("disconnect", handleLoss);
      socket.off("connect_error", handleRefusal);
      socket.off("server:database", handleDatabase);
      socket.disconnect();
      setState("idle");
    };
  }, [userId]);
}
