"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useParams } from "next/navigation";
import { explainError } from "#app/_lib/explain-error.ts";
import { toast } from "#app/_lib/toast.ts";
import { useTRPC, useTRPCClient } from "#app/_lib/trpc.ts";

/** Long enough to read how weights are had, and to copy it. */
const SHOWN_MS = 60_000;

/** Has the design start from a backbone's weights, or from fresh ones; where they are not on the server, says how they get there. */
export function useBackboneWeights(): (weights: "imagenet" | "fresh") => Promise<void> {
  const { designId } = useParams<{ designId: string }>();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const trpc = useTRPC();
  return async (weights) => {
    try {
      const from =
        weights === "fresh"
          ? ({ kind: "fresh" } as const)
          : ({ kind: "backbone", name: "mobilenet-v3-small" } as const);
      const chosen = await client.design.startFrom.mutate({ designId, from });
      queryClient.setQueryData(trpc.design.weights.queryKey({ designId }), chosen);
      if (chosen !== null) toast.success(`Training starts from the weights of ${chosen.source}`);
    } catch (error) {
      toast.error("The backbone has no weights yet", {
        description: explainError(error).message,
        duration: SHOWN_MS,
      });
    }
  };
}
