import type { RunEvent, RunProgress } from "#server/contract/run.ts";
import { createThrottle } from "#server/platform/throttle.ts";

/** Where the feed reads; a run that is gone has no events. */
export type RunSource = {
  position: (runId: string) => Promise<{ lastSeq: number; progress: RunProgress | null }>;
  /** Ascending, without gaps. */
  eventsAfter: (runId: string, afterSeq: number) => Promise<RunEvent[]>;
};

type RunFeedOptions = {
  source: RunSource;
  emitEvents: (runId: string, events: RunEvent[]) => void;
  emitProgress: (runId: string, progress: RunProgress) => void;
  onError: (error: unknown, runId: string) => void;
  hasWatchers: (runId: string) => boolean;
  progressIntervalMs?: number;
};

export type RunFeed = {
  /** Joins by calling `join`, then reads: the reply holds all that no broadcast will bring. */
  watch: (runId: string, afterSeq: number, join: () => void | Promise<void>) => Promise<WatchReply>;
  /** The run has news, or may have. */
  eventsChanged: (runId: string) => void;
  progressChanged: (runId: string) => void;
  /** A watcher has left: a run that nobody watches is let go. */
  left: (runId: string) => void;
  /** News of every watched run may have been missed. */
  catchUp: () => void;
  close: () => void;
};

type WatchReply = { events: RunEvent[]; progress: RunProgress | null };

type Arrival = {
  afterSeq: number;
  join: () => void | Promise<void>;
  resolve: (reply: WatchReply) => void;
  reject: (error: unknown) => void;
};

type Feed = {
  /** The newest event that was broadcast, or that each watcher had in a reply. null before the first watch is read. */
  sentSeq: number | null;
  /** Watches and broadcasts of a run take turns, so that a reply never overtakes or falls behind a broadcast. */
  turn: Promise<unknown>;
  isFlushQueued: boolean;
  /** Who has come since the last turn that read for those who come: the next one reads for all of them at once. */
  arrivals: Arrival[];
  /** Watches that have not been answered yet. */
  joining: number;
  sentProgress: string;
};

const PROGRESS_INTERVAL_MS = 250;

/** Broadcasts each run's new events once and in order, however often it is told of news. */
export function createRunFeed(options: RunFeedOptions): RunFeed {
  const { source } = options;
  const feeds = new Map<string, Feed>();

  function createFeed(runId: string): Feed {
    const feed: Feed = {
      sentSeq: null,
      turn: Promise.resolve(),
      isFlushQueued: false,
      arrivals: [],
      joining: 0,
      sentProgress: "",
    };
    feeds.set(runId, feed);
    return feed;
  }

  const progressThrottle = createThrottle(options.progressIntervalMs ?? PROGRESS_INTERVAL_MS, (runId) => {
    const feed = feeds.get(runId);
    if (feed === undefined) return;
    takeTurn(feed, () => flushProgress(runId, feed)).catch((error: unknown) => options.onError(error, runId));
  });

  function takeTurn<T>(feed: Feed, work: () => Promise<T>): Promise<T> {
    const result = feed.turn.then(work);
    feed.turn = result.catch(() => undefined);
    return result;
  }

  async function flush(runId: string, feed: Feed): Promise<void> {
    feed.isFlushQueued = false;
    if (feed.sentSeq === null || feeds.get(runId) !== feed) return;
    const events = await source.eventsAfter(runId, feed.sentSeq);
    const last = events.at(-1);
    // Let go meanwhile: who watches now has a feed of their own, whose replies this must not overtake.
    if (last === undefined || feeds.get(runId) !== feed) return;
    feed.sentSeq = last.seq;
    options.emitEvents(runId, events);
  }

  async function admit(runId: string, feed: Feed): Promise<void> {
    const arrivals = feed.arrivals.splice(0);
    try {
      for (const { join } of arrivals) await join();
      // Read before the events: one that lands between is then sent twice, never left out.
      const { lastSeq, progress } = await source.position(runId);
      feed.sentSeq ??= lastSeq;
      const events = await source.eventsAfter(runId, Math.min(...arrivals.map(({ afterSeq }) => afterSeq)));
      for (const { afterSeq, resolve } of arrivals) {
        resolve({ events: events.filter(({ seq }) => seq > afterSeq), progress });
      }
    } catch (error) {
      for (const { reject } of arrivals) reject(error);
    }
  }

  function arrive(runId: string, feed: Feed, { afterSeq, join }: Pick<Arrival, "afterSeq" | "join">) {
    return new Promise<WatchReply>((resolve, reject) => {
      feed.arrivals.push({ afterSeq, join, resolve, reject });
      if (feed.arrivals.length === 1) void takeTurn(feed, () => admit(runId, feed));
    });
  }

  async function flushProgress(runId: string, feed: Feed): Promise<void> {
    if (feed.sentSeq === null || feeds.get(runId) !== feed) return;
    const { progress } = await source.position(runId);
    const text = JSON.stringify(progress);
    if (progress === null || text === feed.sentProgress || feeds.get(runId) !== feed) return;
    feed.sentProgress = text;
    options.emitProgress(runId, progress);
  }

  function eventsChanged(runId: string): void {
    const feed = feeds.get(runId);
    if (feed === undefined || feed.isFlushQueued) return;
    feed.isFlushQueued = true;
    takeTurn(feed, () => flush(runId, feed)).catch((error: unknown) => options.onError(error, runId));
  }

  function left(runId: string): void {
    const feed = feeds.get(runId);
    if (feed === undefined || feed.joining > 0 || options.hasWatchers(runId)) return;
    progressThrottle.cancel(runId);
    feeds.delete(runId);
  }

  return {
    eventsChanged,
    left,
    async watch(runId, afterSeq, join) {
      const feed = feeds.get(runId) ?? createFeed(runId);
      feed.joining += 1;
      try {
        return await arrive(runId, feed, { afterSeq, join });
      } finally {
        feed.joining -= 1;
        left(runId);
      }
    },
    progressChanged(runId) {
      if (feeds.has(runId)) progressThrottle.request(runId);
    },
    catchUp() {
      for (const runId of feeds.keys()) {
        eventsChanged(runId);
        progressThrottle.request(runId);
      }
    },
    close() {
      progressThrottle.close();
      feeds.clear();
    },
  };
}
