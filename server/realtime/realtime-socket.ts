import type { DefaultEventsMap, Server, Socket } from "socket.io";
import type { ClientToServerEvents, ServerToClientEvents } from "#server/contract/socket.ts";
import type { RateLimit } from "./rate-limit.ts";

type SocketData = {
  userId: string;
  sessionId: string;
  limit: RateLimit;
  /** Watched cohorts, and watched runs with the cohort that each belongs to. */
  cohorts: Set<string>;
  runs: Map<string, string>;
};

export type RealtimeServer = Server<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>;
export type RealtimeSocket = Socket<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>;

export const runRoom = (runId: string) => `run:${runId}`;
export const cohortRoom = (cohortId: string) => `cohort:${cohortId}`;
export const userRoom = (userId: string) => `user:${userId}`;
