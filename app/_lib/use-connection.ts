"use client";

import { useEffect, useSyncExternalStore } from "react";

import { databaseState } from "./database-state.ts";
import { CHECK_MS, createLinkMonitor, type LossReason } from "./link-monitor.ts";
import { liveProgress } from "./live-progress.ts";
import { useSession } from "./session.tsx";
import { getSocket } from "./socket.ts";

/** `idle`: nobody signed in. `lost`: it was there, or should be, and is being tried again. */
type Connection =
  | { state: "idle" | "connecting" | "connected" }
  /** `since`: when the server was last heard of. */
  | { state: "lost"; reason: LossReason; since: Date };

const IDLE = { state: "idle" } as const;
let connection: Connection = IDLE;
const listeners = new Set<() => void>();

function set(next: Connection): void {
  connection = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useConnectionState(): Connection {
  return useSyncExternalStore<Connection>(
    subscribe,
    () => connection,
    () => IDLE,
  );
}

/** Opens the socket while somebody is signed in, closes it when they leave. Called once, by the shell. */
export function useConnection(): void {
  const { data: session } = useSession();
  const userId = session?.user.id;
  useEffect(() => (userId === undefined ? undefined : keepConnected()), [userId]);
}

/** @returns what ends it. */
function keepConnected(): () => void {
  const socket = getSocket();
  const monitor = createLinkMonitor({
    now: () => performance.now(),
    onChange: (link) =>
      set(link.state === "lost" ? { ...link, since: timeOf(monitor.heardAt()) } : { state: "connected" }),
  });
  let retry: number | undefined;

  function handleRefusal(error: Error): void {
    if (error.message === "UNAVAILABLE") databaseState.suspect();
    handleLoss();
  }
  function handleDatabase({ isAway }: { isAway: boolean }): void {
    databaseState.told(isAway);
  }
  function handleLoss(): void {
    monitor.closed();
    // socket.io reconnects by itself except after the server has closed the connection or refused it.
    if (!socket.active) retry = window.setTimeout(() => socket.connect(), 2000);
  }
  /** At once, and not when socket.io's next attempt is due. */
  function handleOnline(): void {
    if (!socket.connected) socket.disconnect().connect();
  }

  const checks = window.setInterval(monitor.check, CHECK_MS);
  window.addEventListener("offline", monitor.offline);
  window.addEventListener("online", handleOnline);
  socket.on("connect", monitor.connected);
  socket.on("disconnect", handleLoss);
  socket.on("connect_error", handleRefusal);
  socket.on("server:database", handleDatabase);
  socket.onAny(monitor.heard);
  socket.io.on("ping", monitor.heard);
  const unfollow = liveProgress.follow(socket);
  set({ state: "connecting" });
  socket.connect();
  return () => {
    window.clearTimeout(retry);
    window.clearInterval(checks);
    window.removeEventListener("offline", monitor.offline);
    window.removeEventListener("online", handleOnline);
    socket.off("connect", monitor.connected);
    socket.off("disconnect", handleLoss);
    socket.off("connect_error", handleRefusal);
    socket.off("server:database", handleDatabase);
    socket.offAny(monitor.heard);
    socket.io.off("ping", monitor.heard);
    unfollow();
    socket.disconnect();
    set(IDLE);
  };
}

function timeOf(monotonicMs: number): Date {
  return new Date(Date.now() - (performance.now() - monotonicMs));
}
