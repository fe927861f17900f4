"use client";

import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { useTRPC, useTRPCClient } from "#app/_lib/trpc.ts";

export type DesignChange = { designId: string; name?: string; isShared?: boolean };

/** Changes a design from outside the builder: on the revision that the server has now. */
export function useUpdateDesign(onDone?: () => void): UseMutationResult<unknown, unknown, DesignChange> {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (change: DesignChange) => {
      const { revision } = await client.design.get.query({ designId: change.designId });
      return client.design.save.mutate({ ...change, revision });
    },
    onSuccess: () => onDone?.(),
    onSettled: async (_data, _error, { designId }) => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: trpc.design.list.pathKey() }),
        queryClient.invalidateQueries({ queryKey: trpc.design.get.queryKey({ designId }) }),
      ]);
    },
  });
}
