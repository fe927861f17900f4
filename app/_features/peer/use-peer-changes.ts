"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { counted } from "#app/_lib/counted.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { toast } from "#app/_lib/toast.ts";
import { useTRPC } from "#app/_lib/trpc.ts";

/** What changes marking by each other; it is read again after it, and so are the grades. */
export function usePeerChanges() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const options = {
    onError: (error: unknown) => toast.error(explainError(error).message),
    onSettled: async () => {
      await Promise.all(
        [trpc.peer.pathKey(), trpc.submission.pathKey(), trpc.gradebook.pathKey()].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      );
    },
  };
  return {
    draw: useMutation(
      trpc.peer.draw.mutationOptions({ ...options, onSuccess: () => toast.success("Drawn.") }),
    ),
    release: useMutation(
      trpc.peer.release.mutationOptions({
        ...options,
        onSuccess: ({ released }) => toast.success(`${counted(released, "grade")} released.`),
      }),
    ),
  };
}

export type PeerChanges = ReturnType<typeof usePeerChanges>;
