"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState, type SubmitEvent } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Card } from "#app/_ui/card.tsx";
import { Field } from "#app/_ui/field.tsx";
import { Input } from "#app/_ui/input.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";

type JoinCohortFormProps = { title: string; variant: "primary" | "secondary" };

export function JoinCohortForm({ title, variant }: JoinCohortFormProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<string>();
  const join = useMutation(
    trpc.cohort.join.mutationOptions({
      onError: (error) => setProblem(explainError(error).message),
      onSuccess: (cohort) => {
        void queryClient.invalidateQueries({ queryKey: trpc.cohort.list.pathKey() });
        router.push(`/cohorts/${cohort.id}`);
      },
    }),
  );

  function handleSubmit(event: SubmitEvent): void {
    event.preventDefault();
    const trimmed = code.trim();
    setProblem(trimmed === "" ? "Enter the code that your instructor shared." : undefined);
    if (trimmed !== "") join.mutate({ code: trimmed });
  }

  return (
    <Card className="p-4">
      <form noValidate onSubmit={handleSubmit} className="flex flex-col gap-3">
        <h2 className="text-[0.9375rem] font-semibold tracking-tight">{title}</h2>
        <Field label="Join code" error={problem} hint="From your instructor, ten letters and digits.">
          <Input
            value={code}
            onValueChange={setCode}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            placeholder="ABCDE-FGHJK"
            className="font-mono tracking-wider uppercase placeholder:normal-case"
          />
        </Field>
        <Button type="submit" variant={variant} isBusy={join.isPending || join.isSuccess}>
          Join cohort
        </Button>
      </form>
    </Card>
  );
}
