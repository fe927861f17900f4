"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";

/** Asks before joining: following a link alone must not put anybody into a cohort. */
export function JoinNow({ code }: { code: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [isLeaving, setIsLeaving] = useState(false);
  const join = useMutation(
    trpc.cohort.join.mutationOptions({
      onSuccess: async (cohort) => {
        setIsLeaving(true);
        await queryClient.invalidateQueries({ queryKey: trpc.cohort.list.pathKey() });
        router.push(`/cohorts/${cohort.id}`);
      },
    }),
  );
  return (
    <>
      <p className="text-sm text-muted-foreground">
        Everybody in it will see your name, your runs and scores; its instructors also your designs, shared or
        not.
      </p>
      <FormError>{join.error === null ? undefined : explainError(join.error).message}</FormError>
      <div className="flex flex-col gap-2">
        <Button size="lg" isBusy={join.isPending || isLeaving} onClick={() => join.mutate({ code })}>
          Join cohort
        </Button>
        <ButtonLink href="/" variant="ghost">
          Not now
        </ButtonLink>
      </div>
    </>
  );
}
