import type { Postmaster } from "./postmaster.ts";

type WatchOptions = {
  /** The one that runs now. */
  server: Postmaster;
  isAlive: (server: Postmaster) => Promise<boolean>;
  /** Starts the server again; rejects with the reason why it cannot be, or when the signal aborts. */
  restart: (signal: AbortSignal) => Promise<Postmaster>;
  /** Told in words what happened and what is done about it. */
  onTrouble: (message: string) => void;
};

export type ServerWatch = {
  /** Watches no more. Resolves once nothing is being started. */
  stop: () => Promise<void>;
};

const POLL_MS = 200;
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 15_000;
/** One that was ready for this long did not die of its start: the next one starts at once. */
const HEALTHY_MS = 10_000;
const LONG_RECOVERY_MS = 10_000;

/** Starts a server again whenever it ends by itself: at once, and ever later when it dies of its start. */
export function watchServer(options: WatchOptions): ServerWatch {
  const { onTrouble } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  let server = options.server;
  let failures = 0;

  async function untilGone(): Promise<void> {
    while (await options.isAlive(server)) await rest(POLL_MS, signal);
  }

  async function startAgain(): Promise<Postmaster> {
    for (;;) {
      if (failures > 0) await rest(delayAfter(failures), signal);
      const slow = setTimeout(() => {
        onTrouble("PostgreSQL is still recovering what was in work when it ended; it is waited for.");
      }, LONG_RECOVERY_MS);
      try {
        return await options.restart(signal);
      } catch (error) {
        signal.throwIfAborted();
        failures += 1;
        const reason = error instanceof Error ? error.message : String(error);
        const seconds = delayAfter(failures) / 1000;
        onTrouble(`PostgreSQL could not be started: ${reason}. The next try is in ${seconds} s.`);
      } finally {
        clearTimeout(slow);
      }
    }
  }

  async function watch(): Promise<void> {
    for (;;) {
      const readyAt = performance.now();
      await untilGone();
      const goneAt = performance.now();
      failures = goneAt - readyAt > HEALTHY_MS ? 0 : failures + 1;
      onTrouble(`PostgreSQL (process ${server.pid}) has ended. It is started again; what was saved is kept.`);
      server = await startAgain();
      onTrouble(`PostgreSQL is back after ${((performance.now() - goneAt) / 1000).toFixed(1)} s.`);
    }
  }

  const watching = watch().catch((error: unknown) => {
    if (!signal.aborted) onTrouble(`PostgreSQL is watched no more: ${String(error)}`);
  });
  return {
    async stop() {
      stopping.abort();
      await watching;
    },
  };
}

function delayAfter(failures: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** (failures - 1), LONGEST_DELAY_MS);
}

/** Rejects as soon as the signal aborts. */
function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(new Error("stopped"));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal.addEventListener("abort", stop, { once: true });
  });
}
