import { PROTOCOL_VERSION, REFRESH_SPREAD_MS } from "#server/contract/protocol.ts";
import type { CohortTopic } from "#server/contract/socket.ts";
import { gatherTopics } from "./gather-topics.ts";
import type { AppSocket } from "./socket.ts";

/** While the server's database is away. */
const RETRY_MS = 1_500;

type CohortListener = {
  /** All that a page may show of it. */
  topics: readonly CohortTopic[];
  onStale: (topics: ReadonlySet<CohortTopic>) => void;
  onPresent: (userIds: readonly string[]) => void;
  /** For how long the page has been reading what it shows. */
  readForMs?: () => number;
};

/**
 * Watches a cohort and says what of it has to be read again: what changed between the reading of the page and the joining,
 * what changes from then on, and everything after a lost connection. Returns what ends it.
 */
export function keepCohortFresh(
  socket: AppSocket,
  cohortId: string,
  // A page's clock begins when it is asked for, before the server reads anything for it.
  { topics, onStale, onPresent, readForMs = () => performance.now() }: CohortListener,
): () => void {
  const version = PROTOCOL_VERSION;
  const stale = gatherTopics(onStale, REFRESH_SPREAD_MS);
  let hasWatched = false;
  let retry: ReturnType<typeof setTimeout> | undefined;

  function watch(): void {
    socket.emit("cohort:watch", { version, cohortId, readForMs: readForMs() }, (reply) => {
      if (!reply.ok) {
        clearTimeout(retry);
        if (reply.error.code === "UNAVAILABLE") retry = setTimeout(watch, RETRY_MS);
        return;
      }
      onPresent(reply.data.userIds);
      const changed = hasWatched ? topics : reply.data.changed;
      hasWatched = true;
      if (changed.length > 0) stale.add(changed);
    });
  }
  function handleChanged(message: { cohortId: string; topic: CohortTopic }): void {
    if (message.cohortId === cohortId) stale.add([message.topic]);
  }
  function handlePresence(message: { cohortId: string; userIds: string[] }): void {
    if (message.cohortId === cohortId) onPresent(message.userIds);
  }

  socket.on("connect", watch);
  socket.on("cohort:changed", handleChanged);
  socket.on("cohort:presence", handlePresence);
  if (socket.connected) watch();
  return () => {
    clearTimeout(retry);
    stale.close();
    socket.off("connect", watch);
    socket.off("cohort:changed", handleChanged);
    socket.off("cohort:presence", handlePresence);
    if (socket.connected) socket.emit("cohort:unwatch", { version, cohortId }, () => undefined);
  };
}
