import { QueryCache, QueryClient } from "@tanstack/react-query";
import { explainError } from "./explain-error.ts";
import { isWorthRetrying, retryDelay } from "./retry-policy.ts";
import { sessionSignal } from "./session-signal.ts";

export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        // The session has ended on the server: ask for it again, and the page sends its reader to sign in.
        if (explainError(error).code === "UNAUTHORIZED") sessionSignal.emit();
      },
    }),
    defaultOptions: {
      // Sockets say when something has changed, so what was read stays fresh for a while.
      queries: { staleTime: 30_000, retry: isWorthRetrying, retryDelay },
      mutations: { retry: false },
    },
  });
}
