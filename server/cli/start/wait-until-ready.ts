import { setTimeout as sleep } from "node:timers/promises";

const READY_LIMIT_MS = 30_000;

/** Waits for the web process at the address that this machine reaches it by. */
export async function waitUntilReady(localUrl: string, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + READY_LIMIT_MS;
  let last = "nothing answered";
  while (Date.now() < deadline) {
    signal.throwIfAborted();
    const isReady = await fetch(new URL("/api/health", localUrl)).then(
      (response) => {
        last = `the answer was ${response.status}`;
        return response.ok;
      },
      () => false,
    );
    if (isReady) return;
    await sleep(100, undefined, { signal });
  }
  throw new Error(
    `The web server was not ready at ${localUrl} within 30 s (${last}). Its log is in STRATA_HOME/logs/web.log`,
  );
}
