"use client";

import { useMutation } from "@tanstack/react-query";
import { counted } from "#app/_lib/counted.ts";
import { toast } from "#app/_lib/toast.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { useChangeOptions } from "#app/_lib/use-change-options.ts";

/** What changes marking by each other; it is read again after it, and so are the grades. */
export function usePeerChanges() {
  const trpc = useTRPC();
  const options = useChangeOptions([
    trpc.peer.pathKey(),
    trpc.submission.pathKey(),
    trpc.gradebook.pathKey(),
  ]);
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
