"use client";

import type { TaskTarget } from "#models/tasks/target.ts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useId, useState } from "react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { Button } from "#app/_ui/button.tsx";
import { DialogClose, DialogContent } from "#app/_ui/dialog.tsx";
import { buttonVariants } from "#app/_ui/button.tsx";
import { NameField } from "#app/_ui/name-field.tsx";
import { isTooLong } from "#app/_lib/name-length.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { toast } from "#app/_lib/toast.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import type { DesignDetails } from "#server/contract/design.ts";
import type { RunDetails } from "#server/contract/run.ts";
import { useBuilder } from "../store/store-context.ts";
import { CostPanel } from "./cost-panel.tsx";
import { memoryProblem } from "./cost-text.ts";
import { HyperParameterGroup } from "./hyper-parameter-group.tsx";
import { MoreSettings } from "./more-settings.tsx";
import { StartPanel } from "./start-panel.tsx";
import { parseTrainingForm, rememberedForm, rememberForm, type TrainingForm } from "./training-form.ts";
import { trainingSummary } from "./training-summary.ts";
import { useCost } from "./use-cost.ts";

export type TrainFormProps = {
  design: DesignDetails;
  trainingTiles: number;
  target: TaskTarget;
  /** The run that is trained again: the form begins with its settings. */
  again: Pick<RunDetails, "name" | "hyperParameters"> | null;
  onClose: () => void;
  /** Saves what is on the canvas; null where that failed. */
  onSave: () => Promise<number | null>;
};

const MAX_NAME = 80;

export function TrainForm({ design, trainingTiles, target, again, onSave }: TrainFormProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const formId = useId();
  const totals = useBuilder((state) => state.analysis.totals);
  const graph = useBuilder((state) => state.graph);
  // A notice from before lies over the button that starts.
  useEffect(() => toast.dismiss(), []);
  const { cohort } = useCohort();
  const maxEpochs = cohort.role === "learner" ? cohort.settings.maxEpochs : null;
  const [form, setForm] = useState<TrainingForm>(() => {
    const first = again?.hyperParameters ?? rememberedForm(window.localStorage, design.id);
    return { ...first, epochs: Math.min(first.epochs, maxEpochs ?? first.epochs) };
  });
  const [name, setName] = useState(again?.name ?? "");
  const start = useMutation(trpc.run.start.mutationOptions());
  const [isSaving, setIsSaving] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const parsed = parseTrainingForm(form, target, maxEpochs);
  const cost = useCost(
    parsed.ok
      ? {
          cohortId: design.cohortId,
          ...(design.datasetId === null ? {} : { datasetId: design.datasetId }),
          graph,
          hyperParameters: parsed.hyperParameters,
        }
      : null,
  );
  const isTooMuch = cost.data !== undefined && !cost.isFetching && memoryProblem(cost.data) !== null;
  const isBusy = isSaving || start.isPending || start.isSuccess;

  function change(changed: Partial<TrainingForm>): void {
    setForm((old) => ({ ...old, ...changed }));
  }

  async function handleSubmit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!parsed.ok || isTooMuch || isBusy || isTooLong(name, MAX_NAME)) return;
    setFailure(null);
    rememberForm(window.localStorage, design.id, parsed.hyperParameters);
    setIsSaving(true);
    const revision = await onSave().finally(() => setIsSaving(false));
    if (revision === null) {
      setFailure("The design could not be saved, so it cannot be trained yet. Try again when it is saved.");
      return;
    }
    start.mutate(
      {
        cohortId: design.cohortId,
        designId: design.id,
        revision,
        hyperParameters: parsed.hyperParameters,
        ...(name.trim() === "" ? {} : { name: name.trim() }),
      },
      {
        onSuccess(run) {
          queryClient.setQueryData(trpc.run.get.queryKey({ runId: run.id }), run);
          void queryClient.invalidateQueries({ queryKey: trpc.run.list.pathKey() });
          router.push(`/cohorts/${design.cohortId}/runs/${run.id}`);
        },
        onError(error) {
          const { message, code } = explainError(error);
          setFailure(code === "CONFLICT" ? `${message} Close this and choose which version stays.` : message);
        },
      },
    );
  }

  return (
    <DialogContent
      title={again === null ? "Train this network" : "Train this network again"}
      description={trainingSummary(trainingTiles, parsed)}
      className="w-[min(38rem,calc(100vw-2rem))]"
      // What gets the focus scrolls to below the cost, which stays in sight.
      bodyClassName="scroll-pt-44 sm:scroll-pt-32"
      footer={
        <>
          <DialogClose className={buttonVariants({ variant: "secondary" })}>Cancel</DialogClose>
          <Button
            type="submit"
            form={formId}
            disabled={!parsed.ok || isTooMuch || isTooLong(name, MAX_NAME)}
            isBusy={isBusy}
            icon={<Play aria-hidden />}
          >
            Start training
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => void handleSubmit(event)}
        className="grid grid-cols-1 gap-x-5 gap-y-4 sm:grid-cols-2"
      >
        <CostPanel
          cost={cost}
          totals={totals}
          epochs={parsed.ok ? parsed.hyperParameters.epochs : null}
          onBatchSize={(batchSize) => setForm((old) => ({ ...old, batchSize }))}
        />
        {failure !== null && (
          <p
            role="alert"
            className="rounded-md bg-destructive-soft px-3 py-2 text-sm text-destructive-text sm:col-span-2"
          >
            {failure}
          </p>
        )}
        <NameField
          label="Run name"
          hint="To find it again. Optional."
          className="sm:col-span-2"
          value={name}
          onValueChange={setName}
          max={MAX_NAME}
          placeholder={design.name}
        />
        <StartPanel designId={design.id} cohortId={design.cohortId} exerciseId={design.exerciseId} />
        <HyperParameterGroup group="basic" {...{ form, parsed, target }} onChange={change} />
        <MoreSettings {...{ form, parsed, target }} onChange={change} />
      </form>
    </DialogContent>
  );
}
