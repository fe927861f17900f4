import type { Logger } from "./logger.ts";

export type NoteOutage = (error: unknown) => void;

const INTERVAL_MS = 10_000;

/** Logs that the database could not be reached: the first time, then a count now and then, however many ask meanwhile. */
export function createOutageLog(logger: Logger, now: () => number = () => performance.now()): NoteOutage {
  let lastAt = -Infinity;
  let unsaid = 0;
  return (error) => {
    unsaid += 1;
    if (now() - lastAt < INTERVAL_MS) return;
    lastAt = now();
    logger.warn({ err: error, requests: unsaid }, "the database could not be reached");
    unsaid = 0;
  };
}
