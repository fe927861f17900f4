"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "#app/_lib/trpc.ts";
import { untilNextChange } from "./until-next-change.ts";

/** An exercise, read again when something about it changes by the server's clock. */
export function useExercise(exerciseId: string) {
  const trpc = useTRPC();
  return useQuery(
    trpc.exercise.get.queryOptions(
      { exerciseId },
      {
        refetchInterval: ({ state: { data } }) =>
          data === undefined ? false : untilNextChange({ now: data.now, items: [data] }),
      },
    ),
  );
}
