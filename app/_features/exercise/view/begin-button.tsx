"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Layers, Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "#app/_lib/toast.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { Button } from "#app/_ui/button.tsx";
import type { ExerciseDetails } from "#server/contract/exercise.ts";

/** Opens the builder with the starter in place, or goes on with what was begun. */
export function BeginButton({ exercise }: { exercise: ExerciseDetails }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const hrefOf = (designId: string) => `/cohorts/${exercise.cohortId}/designs/${designId}`;
  const begin = useMutation(
    trpc.exercise.begin.mutationOptions({
      onError: (error) => toast.error(explainError(error).message),
      onSuccess: ({ id }) => {
        void queryClient.invalidateQueries({ queryKey: trpc.design.list.pathKey() });
        void queryClient.invalidateQueries({ queryKey: trpc.exercise.pathKey() });
        router.push(hrefOf(id));
      },
    }),
  );
  const [newest] = exercise.designs;
  const start = (
    <Button
      variant={newest === undefined ? "primary" : "secondary"}
      icon={<Play aria-hidden />}
      isBusy={begin.isPending || begin.isSuccess}
      onClick={() => begin.mutate({ exerciseId: exercise.id })}
    >
      {newest === undefined ? "Begin in the builder" : "Begin anew"}
    </Button>
  );
  if (newest === undefined) return start;
  return (
    <>
      {start}
      <ButtonLink href={hrefOf(newest.id)} variant="primary" icon={<Layers aria-hidden />}>
        Go on in the builder
      </ButtonLink>
    </>
  );
}
