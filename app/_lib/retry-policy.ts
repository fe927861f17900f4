import { TRPCClientError } from "@trpc/client";
import type { AppRouter } from "#server/api/root.ts";
import { explainError } from "./explain-error.ts";

/** A page does not keep still for longer than this; it says what is wrong instead. */
const LONGEST_WAIT_MS = 15_000;

/**
 * What the server refused will be refused again, unless it said when it will not: beside that only an unreachable or failing
 * server is worth a retry.
 */
export function isWorthRetrying(failures: number, error: unknown): boolean {
  if (failures >= 3) return false;
  if (!(error instanceof TRPCClientError)) return true;
  const { retryAfterMs } = explainError(error);
  if (retryAfterMs !== undefined) return retryAfterMs <= LONGEST_WAIT_MS;
  return isUnreachable(error);
}

/** No answer came, or one that the server had failed. A full disk is an answer, and stays full for a while. */
export function isUnreachable(error: TRPCClientError<AppRouter>): boolean {
  const data = error.data as { httpStatus?: unknown; appCode?: unknown } | null | undefined;
  if (data?.appCode === "STORAGE_FULL") return false;
  return typeof data?.httpStatus !== "number" || data.httpStatus >= 500;
}

/** The time that the server told, else one that doubles. */
export function retryDelay(failures: number, error: unknown): number {
  return explainError(error).retryAfterMs ?? doublingMs(failures + 1);
}

/** How long to wait after the first attempt, the second, and so on. */
export function doublingMs(attempt: number): number {
  return Math.min(1000 * 2 ** (attempt - 1), 30_000);
}
