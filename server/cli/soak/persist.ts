import { setTimeout as delay } from "node:timers/promises";
import { TRPCClientError } from "@trpc/client";

const LIMIT_MS = 120_000;
const WAIT_MS = 1_000;

/**
 * Asks until it is answered, as a page does: over lost connections, a database that is away, and limits that say when to
 * come back. What the server refuses for a reason is thrown.
 */
export async function persist<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  const deadline = performance.now() + LIMIT_MS;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const waitMs = worthWaiting(error);
      if (waitMs === null || performance.now() > deadline) throw error;
      await delay(waitMs, undefined, { signal });
    }
  }
}

function worthWaiting(error: unknown): number | null {
  if (!(error instanceof TRPCClientError)) return null;
  const data = error.data as { httpStatus?: number; retryAfterSeconds?: number | null } | undefined;
  if (data === undefined || data === null) return WAIT_MS;
  const isPassing = data.httpStatus === 429 || data.httpStatus === 503;
  return isPassing ? (data.retryAfterSeconds ?? 0) * 1_000 || WAIT_MS : null;
}
