import { QueryCache, QueryClient } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { authClient } from "./auth-client.ts";
import { explainError } from "./explain-error.ts";

/** What the server refused will be refused again: only an unreachable or failing server is worth a retry. */
function isWorthRetrying(failures: number, error: unknown): boolean {
  if (failures >= 3) return false;
  if (!(error instanceof TRPCClientError)) return true;
  const status = (error.data as { httpStatus?: unknown } | null | undefined)?.httpStatus;
  return typeof status !== "number" || status >= 500;
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        // The session has ended on the server: ask for it again, and the page sends its reader to sign in.
        if (explainError(error).code === "UNAUTHORIZED") authClient.$store.notify("$sessionSignal");
      },
    }),
    defaultOptions: {
      // Sockets say when something has changed, so what was read stays fresh for a while.
      queries: { staleTime: 30_000, retry: isWorthRetrying },
      mutations: { retry: false },
    },
  });
}
