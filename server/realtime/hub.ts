import type { IncomingHttpHeaders, Server as HttpServer } from "node:http";
import { Server } from "socket.io";
import type { Database } from "#db/client.ts";
import type { Notification } from "#server/contract/notify.ts";
import { HEARTBEAT_MS, PROTOCOL_VERSION } from "#server/contract/protocol.ts";
import type { CohortTopic } from "#server/contract/socket.ts";
import type { Logger } from "#server/platform/logger.ts";
import { createAccess } from "#server/services/access.ts";
import { answerEvents } from "./answer-events.ts";
import type { NoteOutage } from "#server/platform/outage-log.ts";
import { isDatabaseAway } from "#server/platform/storage-trouble.ts";
import { startListener } from "#server/platform/notification-listener.ts";
import { createPresence } from "./presence.ts";
import { createRateLimit } from "./rate-limit.ts";
import {
  cohortRoom,
  runRoom,
  userRoom,
  type RealtimeServer,
  type RealtimeSocket,
} from "./realtime-socket.ts";
import { recheckSockets } from "./recheck-sockets.ts";
import { createRecentChanges } from "./recent-changes.ts";
import { createRunFeed } from "./run-feed.ts";
import { createRunSource } from "./run-source.ts";
import { createThrottle } from "#server/platform/throttle.ts";
import { readRunPosition } from "#server/services/run/events.ts";

type Identity = { userId: string; sessionId: string };

export type RealtimeOptions = {
  httpServer: HttpServer;
  db: Database;
  databaseUrl: string;
  logger: Logger;
  noteOutage: NoteOutage;
  /** Whose cookie the handshake carries; null for nobody's. */
  identify: (headers: IncomingHttpHeaders) => Promise<Identity | null>;
  /** What is remembered of a person's access holds no longer; `onAccessUnknown`: of anybody's. */
  onAccessChanged?: (userId: string) => void;
  onAccessUnknown?: () => void;
  isAllowedOrigin: (headers: IncomingHttpHeaders) => boolean;
  recheckIntervalMs?: number;
};

export type Realtime = {
  socketCount: () => number;
  isListening: () => boolean;
  close: () => Promise<void>;
};

const MAX_MESSAGE_BYTES = 16 * 1024;
const MAX_SOCKETS_OF_USER = 30;
const RECHECK_INTERVAL_MS = 30_000;
const COHORT_INTERVAL_MS = 250;
/** How often a cohort hears of each of its runs: who looks at one hears of it twice as often. */
const COHORT_PROGRESS_INTERVAL_MS = 500;
const EVENT_BURST = 60;
const EVENTS_PER_SECOND = 20;

/** Carries what changes in the database to the browsers that watch it. Holds no state that a reload would miss. */
export async function startRealtime(options: RealtimeOptions): Promise<Realtime> {
  const { db, logger, noteOutage } = options;
  const version = PROTOCOL_VERSION;
  const io: RealtimeServer = new Server(options.httpServer, {
    transports: ["websocket"],
    serveClient: false,
    destroyUpgrade: false,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    pingInterval: HEARTBEAT_MS,
    pingTimeout: 10_000,
    connectTimeout: 10_000,
    allowRequest: (request, done) => done(null, options.isAllowedOrigin(request.headers)),
  });
  const { adapter } = io.of("/");
  const access = createAccess(db);
  const presence = createPresence((cohortId, userIds) => {
    io.to(cohortRoom(cohortId)).emit("cohort:presence", { version, cohortId, userIds });
  });
  const changes = createRecentChanges();
  const feed = createRunFeed({
    source: createRunSource(db),
    hasWatchers: (runId) => hasWatchers(runRoom(runId)),
    emitEvents: (runId, events) => {
      io.to(runRoom(runId)).emit("run:events", { version, runId, events });
    },
    emitProgress: (runId, progress) => {
      io.to(runRoom(runId)).emit("run:progressed", { version, runId, progress });
    },
    onError: (error, runId) => complain(error, { runId }, "a run's news could not be read"),
  });
  const cohortThrottle = createThrottle(COHORT_INTERVAL_MS, (key) => {
    const [cohortId = "", topic] = key.split(" ");
    io.to(cohortRoom(cohortId)).emit("cohort:changed", {
      version,
      cohortId,
      topic: topic as CohortTopic,
    });
  });
  const progressThrottle = createThrottle(COHORT_PROGRESS_INTERVAL_MS, (key) => {
    const [cohortId = "", runId = ""] = key.split(" ");
    tellCohort(cohortId, runId).catch((error: unknown) =>
      complain(error, { runId }, "a run's progress could not be read"),
    );
  });
  const hasWatchers = (room: string) => (adapter.rooms.get(room)?.size ?? 0) > 0;

  /** Lists say how far each run is, in the words of its own page. */
  async function tellCohort(cohortId: string, runId: string): Promise<void> {
    const { progress } = await readRunPosition(db, runId);
    if (progress === null) return;
    const { tail: _tail, ...shown } = progress;
    const others = io.to(cohortRoom(cohortId)).except(runRoom(runId));
    others.emit("run:progressed", { version, runId, progress: shown });
  }

  adapter.on("leave-room", (room: string) => {
    if (room.startsWith("run:")) feed.left(room.slice("run:".length));
  });

  function complain(error: unknown, about: object, what: string): void {
    if (isDatabaseAway(error)) noteOutage(error);
    else logger.error({ err: error, ...about }, what);
  }

  /** What speaks against a new socket; undefined where nothing does. */
  async function admit(socket: RealtimeSocket): Promise<Error | undefined> {
    try {
      const identity = await options.identify(socket.handshake.headers);
      if (identity === null) return new Error("UNAUTHORIZED");
      const siblings = adapter.rooms.get(userRoom(identity.userId))?.size ?? 0;
      if (siblings >= MAX_SOCKETS_OF_USER) return new Error("QUOTA_EXCEEDED");
      const limit = createRateLimit(EVENT_BURST, EVENTS_PER_SECOND);
      socket.data = { ...identity, limit, cohorts: new Set(), runs: new Map() };
      return undefined;
    } catch (error) {
      complain(error, {}, "a socket's session could not be read");
      return new Error(isDatabaseAway(error) ? "UNAVAILABLE" : "INTERNAL");
    }
  }

  async function greet(socket: RealtimeSocket, next: (error?: Error) => void): Promise<void> {
    next(await admit(socket));
  }

  io.use((socket, next) => void greet(socket, next));
  io.on("connection", (socket) => {
    void socket.join(userRoom(socket.data.userId));
    answerEvents({ socket, access, feed, presence, changes }, logger, noteOutage);
    socket.on("disconnect", () => {
      for (const cohortId of socket.data.cohorts) presence.leave(cohortId, socket.data.userId);
      socket.data.cohorts.clear();
      socket.data.runs.clear();
    });
  });

  function recheck(userId?: string): void {
    const room = userId === undefined ? undefined : userRoom(userId);
    recheckSockets({ io, access, presence, ...(room === undefined ? {} : { room }) }).catch(
      (error: unknown) => complain(error, {}, "the access of sockets could not be checked"),
    );
  }

  function receive(message: Notification): void {
    switch (message.kind) {
      case "run":
        return feed.eventsChanged(message.runId);
      case "progress":
        if (hasWatchers(cohortRoom(message.cohortId))) {
          progressThrottle.request(`${message.cohortId} ${message.runId}`);
        }
        return feed.progressChanged(message.runId);
      case "cohort":
        changes.note(message.cohortId, message.topic);
        return cohortThrottle.request(`${message.cohortId} ${message.topic}`);
      case "prediction": {
        const { runId, predictionId } = message;
        io.to(runRoom(runId)).emit("prediction:ready", { version, runId, predictionId });
        return;
      }
      case "vision":
        io.to(userRoom(message.userId)).emit("vision:ready", { version, questionId: message.questionId });
        return;
      case "notices":
        for (const userId of message.userIds) io.to(userRoom(userId)).emit("notices:changed", { version });
        return;
      case "access":
        options.onAccessChanged?.(message.userId);
        return recheck(message.userId);
      case "job":
      case "asked":
        return;
    }
  }

  function catchUp(): void {
    options.onAccessUnknown?.();
    changes.forget();
    feed.catchUp();
    recheck();
    for (const room of adapter.rooms.keys()) {
      if (!room.startsWith("cohort:")) continue;
      for (const topic of ["runs", "leaderboard", "designs", "members", "queue"] satisfies CohortTopic[]) {
        cohortThrottle.request(`${room.slice("cohort:".length)} ${topic}`);
      }
    }
  }

  const listener = await startListener({
    databaseUrl: options.databaseUrl,
    logger,
    onNotification: receive,
    onLost: () => io.emit("server:database", { version, isAway: true }),
    onReconnect: () => {
      io.emit("server:database", { version, isAway: false });
      catchUp();
    },
  });
  const timer = setInterval(recheck, options.recheckIntervalMs ?? RECHECK_INTERVAL_MS);

  return {
    socketCount: () => io.of("/").sockets.size,
    isListening: listener.isConnected,
    async close() {
      clearInterval(timer);
      await listener.close();
      feed.close();
      presence.close();
      cohortThrottle.close();
      progressThrottle.close();
      // Closing the server ends its sockets and stops the HTTP server from accepting more.
      await io.close();
    },
  };
}
