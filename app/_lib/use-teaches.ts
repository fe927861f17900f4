"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { useTRPC } from "./trpc.ts";

/** Whether the signed-in person is an instructor of a cohort; false until that is known. */
export function useTeaches(cohortId: string | undefined): boolean {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.cohort.list.queryOptions(cohortId === undefined ? skipToken : undefined));
  return data?.find(({ id }) => id === cohortId)?.role === "instructor";
}
