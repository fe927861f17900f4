import { io, type Socket } from "socket.io-client";
import type { ClientToServerEvents, ServerToClientEvents } from "#server/contract/socket.ts";

export type AppSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

let shared: AppSocket | null = null;

/**
 * The page's one connection, made on first use and only in a browser. Its owner, the shell, connects it once a person
 * is signed in; everyone else adds listeners and emits.
 */
export function getSocket(): AppSocket {
  shared ??= io({
    transports: ["websocket"],
    autoConnect: false,
    withCredentials: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5000,
  });
  return shared;
}
