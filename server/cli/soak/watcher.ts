import { PROTOCOL_VERSION } from "#server/contract/protocol.ts";
import { applyRunEvents, EMPTY_RUN_HISTORY, type RunHistory } from "#server/contract/run-history.ts";
import type { RunEvent } from "#server/contract/run.ts";
import { replied, type Person, type PersonSocket } from "../bench/person.ts";

const version = PROTOCOL_VERSION;

export type Watcher = {
  /** Follows a run to its end, as a run's page does: over lost connections, from the last number seen. */
  watch: (runId: string) => void;
  /** What it has made of the run's events. */
  historyOf: (runId: string) => RunHistory | undefined;
  forget: (runId: string) => void;
  counts: () => { events: number; duplicates: number; gaps: number; reconnects: number };
  close: () => void;
};

/** One open page: a socket that watches the cohort and every run it is told of. */
export function openWatcher(person: Person, cohortId: string): Watcher {
  const socket: PersonSocket = person.connect();
  const runs = new Map<string, RunHistory>();
  const counts = { events: 0, duplicates: 0, gaps: 0, reconnects: -1 };

  function take(runId: string, events: readonly RunEvent[], isReply: boolean): void {
    const known = runs.get(runId);
    if (known === undefined) return;
    const next = applyRunEvents(known, events);
    counts.events += next.lastSeq - known.lastSeq;
    // A reply may repeat what a broadcast brought while it was under way; a broadcast says each event once.
    if (!isReply) counts.duplicates += events.filter(({ seq }) => seq <= known.lastSeq).length;
    if (next.hasGap && !known.hasGap) counts.gaps += 1;
    runs.set(runId, next);
    if (next.hasGap) ask(runId);
  }

  function ask(runId: string): void {
    const afterSeq = runs.get(runId)?.lastSeq ?? 0;
    socket.emit("run:watch", { version, runId, afterSeq }, (reply) => {
      if (reply.ok) take(runId, replied(reply).events, true);
    });
  }

  socket.on("connect", () => {
    counts.reconnects += 1;
    socket.emit("cohort:watch", { version, cohortId }, () => undefined);
    for (const runId of runs.keys()) ask(runId);
  });
  // socket.io gives up by itself only where the server has refused or ended the connection.
  socket.on("disconnect", reopen);
  socket.on("connect_error", reopen);
  let reopening: NodeJS.Timeout | undefined;
  function reopen(): void {
    if (socket.active) return;
    clearTimeout(reopening);
    reopening = setTimeout(() => socket.connect(), 1_000);
  }
  socket.on("run:events", ({ runId, events }) => take(runId, events, false));

  return {
    watch(runId) {
      runs.set(runId, EMPTY_RUN_HISTORY);
      if (socket.connected) ask(runId);
    },
    historyOf: (runId) => runs.get(runId),
    forget(runId) {
      runs.delete(runId);
      if (socket.connected) socket.emit("run:unwatch", { version, runId }, () => undefined);
    },
    counts: () => ({ ...counts, reconnects: Math.max(0, counts.reconnects) }),
    close() {
      clearTimeout(reopening);
      socket.off("disconnect", reopen);
      socket.disconnect();
    },
  };
}
