"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState, type SubmitEvent } from "react";
import { toast } from "#app/_lib/toast.ts";
import type { CohortSettings } from "#server/contract/cohort.ts";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { Field } from "#app/_ui/field.tsx";
import { NumberField } from "#app/_ui/number-field.tsx";
import { Select } from "#app/_ui/select.tsx";
import { Switch } from "#app/_ui/switch.tsx";

const RUNS = [
  { value: "3", label: "3, as everywhere" },
  { value: "2", label: "2" },
  { value: "1", label: "1" },
] as const;

/** What learners may do here. Whoever teaches is not held to it. */
export function LimitsCard() {
  const { cohort } = useCohort();
  const [draft, setDraft] = useState<CohortSettings>(cohort.settings);
  const switchId = useId();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const change = useMutation(
    trpc.cohort.changeSettings.mutationOptions({
      onError: (error) => toast.error(explainError(error).message),
      onSuccess: () => toast.success("The settings are saved."),
      onSettled: () =>
        Promise.all(
          [trpc.cohort.get.pathKey(), trpc.dataset.pathKey()].map((queryKey) =>
            queryClient.invalidateQueries({ queryKey }),
          ),
        ),
    }),
  );
  function handleSubmit(event: SubmitEvent): void {
    event.preventDefault();
    change.mutate({ cohortId: cohort.id, ...draft });
  }
  return (
    <Card>
      <CardHeader>
        <CardTitle>What learners may do</CardTitle>
      </CardHeader>
      <CardContent>
        <form noValidate onSubmit={handleSubmit} className="flex flex-col gap-5">
          <div className="grid gap-5 sm:grid-cols-2">
            <Field label="Epochs a run, at most" hint="Empty: as many as anywhere, 200.">
              <NumberField
                min={1}
                max={200}
                placeholder="200"
                value={draft.maxEpochs}
                onValueChange={(maxEpochs) => setDraft({ ...draft, maxEpochs })}
              />
            </Field>
            <Field label="Runs of one learner at once" hint="Waiting or training, in this cohort.">
              <Select
                options={RUNS}
                value={String(draft.maxActiveRuns ?? 3) as (typeof RUNS)[number]["value"]}
                onValueChange={(runs) =>
                  setDraft({ ...draft, maxActiveRuns: runs === "3" ? null : Number(runs) })
                }
              />
            </Field>
          </div>
          <label htmlFor={switchId} className="flex items-center gap-3 text-sm">
            <Switch
              id={switchId}
              checked={draft.learnersMayAddDatasets}
              onCheckedChange={(learnersMayAddDatasets) => setDraft({ ...draft, learnersMayAddDatasets })}
            />
            Learners may add datasets
          </label>
          <Button type="submit" isBusy={change.isPending} className="self-start">
            Save settings
          </Button>
        </form>
      </CardContent>
    </Card>
  );
}
