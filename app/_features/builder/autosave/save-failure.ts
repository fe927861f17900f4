import { TRPCClientError } from "@trpc/client";
import { explainError } from "#app/_lib/explain-error.ts";
import type { SaveFailure } from "./autosaver.ts";

/** What a failed save means for the next one. */
export function saveFailureOf(error: unknown): SaveFailure {
  const { message, code, retryAfterMs } = explainError(error);
  if (code === "CONFLICT") return { kind: "conflict" };
  if (code === "RATE_LIMITED") return { kind: "later", message, retryAfterMs: retryAfterMs ?? 10_000 };
  const status: unknown =
    error instanceof TRPCClientError
      ? (error.data as { httpStatus?: unknown } | null)?.httpStatus
      : undefined;
  const isRefusal = typeof status === "number" && status >= 400 && status < 500;
  if (isRefusal) return { kind: "refused", message };
  return { kind: "unreachable", ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}
