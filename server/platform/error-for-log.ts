import { stdSerializers } from "pino";
import { isDatabaseAway } from "./storage-trouble.ts";

/**
 * An error as it goes into a log: type, message, stack and causes. The values of a failed query stay out of it; they may
 * be a session's token, a password's hash, or somebody's picture.
 */
export function errorForLog(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  // While the database is away this is logged often, and where it was noticed says nothing.
  if (isDatabaseAway(error)) return { type: error.name, message: lastCause(error).message };
  // The pool hangs its whole client on an error, cancellation key and all.
  const { params: _, client: __, ...entry }: Record<string, unknown> = { ...stdSerializers.err(error) };
  const values = queryValues(error);
  return Object.fromEntries(Object.entries(entry).map(([key, value]) => [key, withhold(value, values)]));
}

function lastCause(error: Error): Error {
  return error.cause instanceof Error ? lastCause(error.cause) : error;
}

/** What the errors of one chain of causes append to their messages. */
function queryValues(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const own = "params" in error && Array.isArray(error.params) ? [`params: ${String(error.params)}`] : [];
  return [...own, ...queryValues(error.cause)];
}

function withhold(value: unknown, withheld: string[]): unknown {
  if (typeof value !== "string") return value;
  return withheld.reduce((text, each) => text.replaceAll(each, "params: withheld"), value);
}
