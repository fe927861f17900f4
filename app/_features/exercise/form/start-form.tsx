"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { toast } from "#app/_lib/toast.ts";
import { DatasetSelect } from "#app/_features/dataset/dataset-select.tsx";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { counted } from "#app/_lib/counted.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC, useTRPCClient } from "#app/_lib/trpc.ts";
import { Field } from "#app/_ui/field.tsx";
import { Select } from "#app/_ui/select.tsx";
import type { ExerciseContent } from "#models/exercises/exercise.ts";
import type { ExerciseDraft } from "./exercise-draft.ts";

type StartFormProps = {
  draft: ExerciseDraft;
  onChange: (part: Partial<ExerciseDraft>) => void;
  onChangeContent: (part: Partial<ExerciseContent>) => void;
};

/** An empty canvas, the network that the exercise has, or one of the instructor's designs as it is now. */
export function StartForm({ draft, onChange, onChangeContent }: StartFormProps) {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const { start } = draft.content;
  const designs = useQuery(trpc.design.list.queryOptions({ cohortId: cohort.id, of: "me", limit: 50 }));
  const take = useMutation({
    mutationFn: (designId: string) => client.design.get.query({ designId }),
    onError: (error) => toast.error(explainError(error).message),
    onSuccess: ({ graph, name }) => {
      onChangeContent({ start: { kind: "network", graph } });
      toast.success(`Learners begin with “${name}” as it is now.`);
    },
  });

  function choose(value: string): void {
    if (value === "empty") onChangeContent({ start: { kind: "empty" } });
    else if (value !== "network") take.mutate(value);
  }

  return (
    <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
      <Field label="Starter" hint="Draw it as a design of your own, and choose it here.">
        <Select
          value={start.kind}
          onValueChange={choose}
          disabled={take.isPending}
          options={[
            { value: "empty", label: "An empty canvas" },
            ...(start.kind === "network"
              ? [{ value: "network", label: `A network of ${counted(start.graph.nodes.length, "block")}` }]
              : []),
            ...(designs.data?.items ?? []).map(({ id, name }) => ({ value: id, label: `From “${name}”` })),
          ]}
        />
      </Field>
      <Field label="Dataset" hint="What its networks are for, and what they are judged on.">
        <DatasetSelect
          value={draft.datasetId}
          onValueChange={(datasetId) => onChange({ datasetId })}
          isOffered={({ isUsable }) => isUsable}
        />
      </Field>
    </div>
  );
}
