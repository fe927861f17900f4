import { retryLink, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { CREATING } from "#server/contract/creating.ts";
import type { AppRouter } from "#server/api/root.ts";
import { randomUuid } from "./random-uuid.ts";
import { doublingMs, isUnreachable, isWorthRetrying } from "./retry-policy.ts";

const CREATING_PATHS: ReadonlySet<string> = new Set(CREATING);

type CreatingLinkOptions = { delayMs?: ((attempt: number) => number) | undefined };

/**
 * Gives every call that makes something the key of its intent, and makes it again while nothing tells whether it was
 * carried out. What is asked for anew after that, by a second click, is the same intent and keeps its key.
 */
export function creatingLink({ delayMs = doublingMs }: CreatingLinkOptions = {}): TRPCLink<AppRouter> {
  return (runtime) => {
    const unanswered = new Map<string, string>();
    const again = retryLink<AppRouter>({
      retry: ({ error, attempts, op }) =>
        op.signal?.aborted !== true && isUnreachable(error) && isWorthRetrying(attempts - 1, error),
      retryDelayMs: delayMs,
    })(runtime);
    return ({ op, next }) => {
      if (!CREATING_PATHS.has(op.path)) return next(op);
      return observable((observer) => {
        const intent = JSON.stringify([op.path, op.input]);
        const idempotencyKey = unanswered.get(intent) ?? randomUuid();
        const input = { ...(op.input as object), idempotencyKey };
        return again({ op: { ...op, input }, next }).subscribe({
          next(value) {
            unanswered.delete(intent);
            observer.next(value);
          },
          error(error) {
            // Nothing tells whether it was done.
            if (isUnreachable(error)) unanswered.set(intent, idempotencyKey);
            else unanswered.delete(intent);
            observer.error(error);
          },
          complete: () => observer.complete(),
        });
      });
    };
  };
}
