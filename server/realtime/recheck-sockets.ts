import { PROTOCOL_VERSION } from "#server/contract/protocol.ts";
import type { Access } from "#server/services/access.ts";
import type { Presence } from "./presence.ts";
import { cohortRoom, runRoom, type RealtimeServer, type RealtimeSocket } from "./realtime-socket.ts";

type RecheckOptions = {
  io: RealtimeServer;
  access: Access;
  presence: Presence;
  /** Only the sockets of this room. */
  room?: string;
};

/** Ends sockets whose session is over and takes the others out of every room that they may no longer be in. */
export async function recheckSockets({ io, access, presence, room }: RecheckOptions): Promise<void> {
  const ids = room === undefined ? undefined : io.of("/").adapter.rooms.get(room);
  const sockets = [...io.of("/").sockets.values()].filter(
    (socket) => room === undefined || ids?.has(socket.id) === true,
  );
  if (sockets.length === 0) return;
  const [sessions, cohorts] = await Promise.all([
    access.liveSessions([...new Set(sockets.map((socket) => socket.data.sessionId))]),
    access.cohortsOf([...new Set(sockets.map((socket) => socket.data.userId))]),
  ]);
  for (const socket of sockets) {
    if (sessions.has(socket.data.sessionId)) {
      await leaveLost(socket, cohorts.get(socket.data.userId) ?? new Set(), presence);
    } else {
      socket.disconnect(true);
    }
  }
}

async function leaveLost(socket: RealtimeSocket, allowed: Set<string>, presence: Presence): Promise<void> {
  const { cohorts, runs, userId } = socket.data;
  const lost = new Set([...cohorts, ...runs.values()].filter((cohortId) => !allowed.has(cohortId)));
  for (const cohortId of lost) {
    if (cohorts.delete(cohortId)) presence.leave(cohortId, userId);
    await socket.leave(cohortRoom(cohortId));
    for (const [runId, runCohortId] of runs) {
      if (runCohortId !== cohortId) continue;
      runs.delete(runId);
      await socket.leave(runRoom(runId));
    }
    // Its pages read again, and are told over HTTP that there is nothing for them any more.
    socket.emit("cohort:changed", { version: PROTOCOL_VERSION, cohortId, topic: "members" });
  }
}
