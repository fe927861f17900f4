"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPCClient } from "#app/_lib/trpc.ts";
import { useSettled } from "#app/_lib/use-settled.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import type { HyperParameters } from "#models/training/hyper-parameters.ts";

const DELAY_MS = 350;

type CostQuestion = { cohortId: string; graph: ModelGraph; hyperParameters: HyperParameters };

/**
 * What the server thinks that a training costs, asked when nothing was typed for a moment. Null asks nothing. The last
 * answer stays until the next is there.
 */
export function useCost(question: CostQuestion | null) {
  const client = useTRPCClient();
  const settled = useSettled(question === null ? "" : JSON.stringify(question), DELAY_MS);
  return useQuery({
    queryKey: ["cost", settled],
    queryFn: ({ signal }) => client.cost.estimate.mutate(JSON.parse(settled) as CostQuestion, { signal }),
    enabled: settled !== "",
    placeholderData: keepPreviousData,
    // What was asked too often is said at once: the next change asks again anyway.
    retry: (failures, error) => failures < 1 && explainError(error).code !== "RATE_LIMITED",
  });
}
