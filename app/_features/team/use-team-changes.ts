"use client";

import { useMutation } from "@tanstack/react-query";
import { counted } from "#app/_lib/counted.ts";
import { toast } from "#app/_lib/toast.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { useChangeOptions } from "#app/_lib/use-change-options.ts";

/** What changes teams; each is read again after it, and so is what may be handed in. */
export function useTeamChanges() {
  const trpc = useTRPC();
  const options = useChangeOptions([trpc.team.pathKey(), trpc.submission.pathKey(), trpc.exercise.pathKey()]);
  return {
    create: useMutation(trpc.team.create.mutationOptions(options)),
    join: useMutation(trpc.team.join.mutationOptions(options)),
    leave: useMutation(trpc.team.leave.mutationOptions(options)),
    place: useMutation(trpc.team.place.mutationOptions(options)),
    deal: useMutation(
      trpc.team.deal.mutationOptions({
        ...options,
        onSuccess: ({ placed, left }) => {
          const rest = left === 0 ? "" : ` For ${counted(left, "learner")} there is no place.`;
          toast.success(`${counted(placed, "learner")} put into teams.${rest}`);
        },
      }),
    ),
  };
}

export type TeamChanges = ReturnType<typeof useTeamChanges>;
