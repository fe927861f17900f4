import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "./trpc.ts";

const REFRESH_MS = 30_000;

/** How much room is left. Nothing says when that changes, so it is asked for now and then. */
export function useStorage(cohortId: string) {
  const trpc = useTRPC();
  return useQuery(trpc.storage.get.queryOptions({ cohortId }, { refetchInterval: REFRESH_MS }));
}
