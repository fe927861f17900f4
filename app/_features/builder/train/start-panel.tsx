"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { toast } from "#app/_lib/toast.ts";
import { StartWarning } from "#app/_features/exercise/builder/start-warning.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Button } from "#app/_ui/button.tsx";
import { Select } from "#app/_ui/select.tsx";
import type { WeightMatch } from "#models/weights/match-weights.ts";
import { tellStartingPoint } from "#models/weights/tell-starting-point.ts";
import type { DesignWeights, StartFromInput } from "#server/contract/weights.ts";
import { sendNetworkFile } from "../files/send-network-file.ts";
import { WEIGHT_FILES } from "../files/weight-files.ts";
import { useFrozenFresh, useWeightMatch } from "./use-weight-match.ts";

type StartPanelProps = {
  designId: string;
  cohortId: string;
  /** That the design was begun for. */
  exerciseId: string | null;
};

/** What the training starts from: fresh weights, a file's or a run's, layer by layer where name and shapes are the same. */
export function StartPanel({ designId, cohortId, exerciseId }: StartPanelProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const weights = useQuery(trpc.design.weights.queryOptions({ designId }));
  const match = useWeightMatch(weights.data ?? null);
  const frozenFresh = useFrozenFresh(match);
  const [isChoosing, setIsChoosing] = useState(false);
  const change = useMutation(
    trpc.design.startFrom.mutationOptions({
      onSuccess(chosen) {
        queryClient.setQueryData(trpc.design.weights.queryKey({ designId }), chosen);
        setIsChoosing(false);
      },
      onError: (error) => toast.error(explainError(error).message),
    }),
  );
  const startFrom = (from: StartFromInput["from"]) => change.mutate({ designId, from });
  const source = weights.data?.source;
  return (
    <section aria-label="Start" className="rounded-md border border-border px-3 py-2.5 text-sm sm:col-span-2">
      <p aria-live="polite" className="wrap-anywhere">
        {weights.isPending
          ? "Starts from …"
          : source === undefined || match === null
            ? "Starts from fresh weights"
            : match.layers.length === 0
              ? `Starts from fresh weights: none of the ${match.total} layers has the name and shapes of one in ${source}`
              : `Starts from ${tellStartingPoint({ source, layers: match.layers.length, of: match.total })}`}
      </p>
      {exerciseId !== null && match !== null && match.layers.length > 0 && (
        <StartWarning exerciseId={exerciseId} />
      )}
      {!weights.isPending && frozenFresh > 0 && (
        <p className="mt-1 text-[0.8125rem] text-warning-text">
          {frozenFresh} frozen {frozenFresh === 1 ? "layer stays" : "layers stay"} as drawn at random: give{" "}
          {frozenFresh === 1 ? "it" : "them"} weights from a file or a run, or train{" "}
          {frozenFresh === 1 ? "it" : "them"}.
        </p>
      )}
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <FileChoice
          designId={designId}
          onRead={(kept) => queryClient.setQueryData(trpc.design.weights.queryKey({ designId }), kept)}
        />
        {!isChoosing && (
          <Button size="sm" variant="secondary" onClick={() => setIsChoosing(true)}>
            From a run…
          </Button>
        )}
        {source !== undefined && (
          <Button
            size="sm"
            variant="ghost"
            isBusy={change.isPending}
            onClick={() => startFrom({ kind: "fresh" })}
          >
            Fresh weights
          </Button>
        )}
      </div>
      {isChoosing && (
        <RunChoice
          cohortId={cohortId}
          isBusy={change.isPending}
          onChoose={(runId) => startFrom({ kind: "run", runId })}
        />
      )}
      {match !== null && match.layers.length > 0 && <Others match={match} />}
    </section>
  );
}

type FileChoiceProps = { designId: string; onRead: (weights: DesignWeights) => void };

/** Of a network's file only the weights are taken; what is on the canvas stays. */
function FileChoice({ designId, onRead }: FileChoiceProps) {
  const picker = useRef<HTMLInputElement>(null);
  const [isReading, setIsReading] = useState(false);

  async function read(file: File): Promise<void> {
    setIsReading(true);
    const answer = await sendNetworkFile(designId, file);
    setIsReading(false);
    if (!answer.ok) toast.error(`${file.name} was not taken`, { description: answer.reason });
    else if (answer.weights === null) toast.error(`${file.name} carries no weights`);
    else onRead(answer.weights);
  }

  return (
    <>
      <input
        ref={picker}
        type="file"
        accept={WEIGHT_FILES}
        aria-label="File with weights"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = "";
          if (file !== undefined) void read(file);
        }}
      />
      <Button size="sm" variant="secondary" isBusy={isReading} onClick={() => picker.current?.click()}>
        From a file…
      </Button>
    </>
  );
}

function Others({ match: { others } }: { match: WeightMatch }) {
  if (others.length === 0) return null;
  return (
    <details className="mt-1.5 text-[0.8125rem] text-muted-foreground">
      <summary className="cursor-pointer">
        {others.length} {others.length === 1 ? "layer begins" : "layers begin"} anew
      </summary>
      <ul className="mt-1 max-h-40 overflow-y-auto">
        {others.map(({ layer, reason }) => (
          <li key={layer}>
            <span className="font-mono">{layer}</span>: {reason}
          </li>
        ))}
      </ul>
    </details>
  );
}

type RunChoiceProps = { cohortId: string; isBusy: boolean; onChoose: (runId: string) => void };

function RunChoice({ cohortId, isBusy, onChoose }: RunChoiceProps) {
  const trpc = useTRPC();
  const runs = useQuery(trpc.run.list.queryOptions({ cohortId, limit: 100 }));
  const finished = (runs.data?.items ?? []).filter(({ state }) => state === "finished");
  if (runs.isPending) return <p className="mt-2 text-muted-foreground">Looking for runs…</p>;
  if (finished.length === 0) {
    return <p className="mt-2 text-muted-foreground">No run of this cohort has finished yet.</p>;
  }
  return (
    <Select
      aria-label="Run to start from"
      className="mt-2"
      value=""
      disabled={isBusy}
      onValueChange={onChoose}
      options={[
        { value: "", label: "Choose a run", isDisabled: true },
        ...finished.map(({ id, name, startedBy }) => ({ value: id, label: `${name}, ${startedBy.name}` })),
      ]}
    />
  );
}
