import type { QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { databaseState } from "./database-state.ts";
import { sessionSignal } from "./session-signal.ts";

/** When the database is back, what could not be read meanwhile is read again, who is signed in among it. */
export function useReadAgain(queryClient: QueryClient): void {
  useEffect(
    () =>
      databaseState.onBack(() => {
        sessionSignal.emit();
        void queryClient.refetchQueries({
          type: "active",
          predicate: ({ state }) => state.status === "error" || state.fetchFailureCount > 0,
        });
      }),
    [queryClient],
  );
}
