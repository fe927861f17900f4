"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import type { CohortRole } from "#models/cohorts/role.ts";
import { useTRPC } from "./trpc.ts";

/** What the signed-in person is in a cohort; undefined until that is known. */
export function useRoleIn(cohortId: string | undefined): CohortRole | undefined {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.cohort.list.queryOptions(cohortId === undefined ? skipToken : undefined));
  return data?.find(({ id }) => id === cohortId)?.role;
}
