import { isEnded } from "#app/_lib/is-ended.ts";
import type { AppSocket } from "#app/_lib/socket.ts";
import { PROTOCOL_VERSION } from "#server/contract/protocol.ts";
import type { ServerToClientEvents, SocketError } from "#server/contract/socket.ts";
import type { RunDetails } from "#server/contract/run.ts";
import type { StepCurve } from "#models/runs/step-curve.ts";
import {
  EMPTY_RUN_LIVE,
  takeCurve,
  takeEvents,
  takeProgress,
  takeSnapshot,
  type RunLive,
} from "./run-live.ts";

const ACK_TIMEOUT_MS = 5_000;
const RETRY_MS = 1_000;
/** A message may be lost between database and server without the socket noticing: ask again now and then. */
const RECHECK_MS = 15_000;

export type RunFeedState = RunLive & {
  /** The server has answered a watch on this connection: news arrive by themselves. */
  isLive: boolean;
  /** Why the server refuses to let this run be watched. */
  refusal: SocketError | null;
  /** When the newest progress came, on the clock of `performance.now()`. */
  heardAt: number;
};

export type RunFeed = {
  /** Begins to watch whenever the socket is connected, which is its owner's work; the returned function ends it. */
  start: (socket: AppSocket) => () => void;
  /** Takes in what was read over HTTP. */
  takeSnapshot: (details: Pick<RunDetails, "events" | "progress">) => void;
  takeCurve: (kept: StepCurve) => void;
  /** Asks for what came after the last event seen. */
  catchUp: () => void;
  read: () => RunFeedState;
  subscribe: (listener: () => void) => () => void;
};

/**
 * One run's stream over a socket that may drop at any time. Every answer and push goes through the same merge by `seq`,
 * so a reconnect, a repeated push or a snapshot that crosses a push leaves neither gap nor duplicate.
 */
export function createRunFeed(runId: string): RunFeed {
  let state: RunFeedState = { ...EMPTY_RUN_LIVE, isLive: false, refusal: null, heardAt: performance.now() };
  const listeners = new Set<() => void>();
  let socket: AppSocket | null = null;
  /** The ask under way; an answer to any other is stale, as after a reconnect. */
  let asking: symbol | null = null;
  let mustAskAgain = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function update(change: Partial<RunFeedState>): void {
    const next = { ...state, ...change };
    if (
      next.history === state.history &&
      next.progress === state.progress &&
      next.curve === state.curve &&
      next.isLive === state.isLive &&
      next.refusal === state.refusal
    ) {
      return;
    }
    state = next.progress === state.progress ? next : { ...next, heardAt: performance.now() };
    for (const listener of listeners) {
      listener();
    }
  }

  function merge(live: RunLive): void {
    update(live);
    if (live.history.hasGap) {
      catchUp();
    }
  }

  function askLater(delayMs: number): void {
    clearTimeout(timer);
    timer = setTimeout(catchUp, delayMs);
  }

  function catchUp(): void {
    if (socket?.connected !== true) {
      return;
    }
    if (asking !== null) {
      mustAskAgain = true;
      return;
    }
    const ask = Symbol("ask");
    asking = ask;
    const input = { version: PROTOCOL_VERSION, runId, afterSeq: state.history.lastSeq } as const;
    socket.timeout(ACK_TIMEOUT_MS).emit("run:watch", input, (lost, reply) => {
      if (asking !== ask) {
        return;
      }
      asking = null;
      if (lost !== null) {
        update({ isLive: false });
        askLater(RETRY_MS);
        return;
      }
      if (!reply.ok && reply.error.code === "UNAVAILABLE") {
        update({ isLive: false });
        askLater(RETRY_MS);
        return;
      }
      if (!reply.ok) {
        update({ isLive: false, refusal: reply.error });
        askLater(RECHECK_MS);
        return;
      }
      const isAskAgain = mustAskAgain;
      mustAskAgain = false;
      const live = takeProgress(takeEvents(state, reply.data.events), reply.data.progress);
      update({ ...live, isLive: true, refusal: null });
      if (isAskAgain || live.history.hasGap) {
        askLater(isAskAgain ? 0 : RETRY_MS);
      } else if (!isEnded(live.history.state)) {
        askLater(RECHECK_MS);
      }
    });
  }

  function onConnect(): void {
    // An answer that was under way died with the old connection.
    asking = null;
    catchUp();
  }

  function onDisconnect(): void {
    asking = null;
    update({ isLive: false });
  }

  const onEvents: ServerToClientEvents["run:events"] = (message) => {
    if (message.runId === runId) {
      merge(takeEvents(state, message.events));
    }
  };

  const onProgressed: ServerToClientEvents["run:progressed"] = (message) => {
    if (message.runId === runId) {
      merge(takeProgress(state, message.progress));
    }
  };

  function start(started: AppSocket): () => void {
    socket = started;
    started.on("connect", onConnect);
    started.on("disconnect", onDisconnect);
    started.on("run:events", onEvents);
    started.on("run:progressed", onProgressed);
    catchUp();
    return () => {
      socket = null;
      asking = null;
      clearTimeout(timer);
      started.off("connect", onConnect);
      started.off("disconnect", onDisconnect);
      started.off("run:events", onEvents);
      started.off("run:progressed", onProgressed);
      if (started.connected) {
        started.emit("run:unwatch", { version: PROTOCOL_VERSION, runId }, () => {});
      }
      update({ isLive: false });
    };
  }

  return {
    start,
    takeCurve: (kept) => update(takeCurve(state, kept)),
    takeSnapshot: (details) => merge(takeSnapshot(state, details)),
    catchUp,
    read: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
