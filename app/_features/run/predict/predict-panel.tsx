"use client";

import { classesOf } from "#models/tasks/classes-of.ts";
import { useQuery } from "@tanstack/react-query";
import { useState, type RefObject } from "react";
import { Card, CardContent, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { Spinner } from "#app/_ui/spinner.tsx";
import { Tabs, TabsList, TabsPanel, TabsTab } from "#app/_ui/tabs.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import type { TaskTarget } from "#models/tasks/target.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { exampleWord } from "../example-word.ts";
import { PredictedValue } from "./predicted-value.tsx";
import { PictureDistanceNote } from "./picture-distance-note.tsx";
import { PicturePicker } from "./picture-picker.tsx";
import { Subject, type PredictSubject } from "./subject.tsx";
import { Probabilities } from "./probabilities.tsx";
import { TilePicker } from "./tile-picker.tsx";
import { WindowForm } from "./window-form.tsx";
import type { usePrediction } from "./use-prediction.ts";

type PredictPanelProps = {
  cohortId: string;
  /** Of the dataset that the network was trained on. */
  versionId: string;
  subject: PredictSubject | null;
  onSubject: (subject: PredictSubject) => void;
  prediction: ReturnType<typeof usePrediction>;
  panelRef: RefObject<HTMLElement | null>;
};

type Source = "split" | "own";

export function PredictPanel({
  cohortId,
  versionId,
  subject,
  onSubject,
  prediction,
  panelRef,
}: PredictPanelProps) {
  const trpc = useTRPC();
  const dataset = useQuery(trpc.dataset.get.queryOptions({ cohortId, versionId }, { staleTime: Infinity }));
  const word = dataset.data === undefined ? "tile" : exampleWord(dataset.data);
  const own = OWN[word];
  const [source, setSource] = useState<Source>("split");

  function pickTile(index: number): void {
    onSubject({ kind: "tile", index });
    prediction.predictTile(index);
  }

  return (
    <Card ref={panelRef} aria-labelledby="predict-title" className="scroll-mt-20">
      <CardHeader>
        <CardTitle id="predict-title">Predict</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-6 lg:grid-cols-2">
        <Tabs value={source} onValueChange={setSource} className="min-w-0 space-y-3">
          <TabsList aria-label="What to predict">
            <TabsTab value="split">{`Validation ${word}`}</TabsTab>
            {own !== null && <TabsTab value="own">{`Your ${own}`}</TabsTab>}
          </TabsList>
          <TabsPanel value="split">
            {dataset.data !== undefined ? (
              <TilePicker
                cohortId={cohortId}
                dataset={dataset.data}
                picked={subject?.kind === "tile" ? subject.index : null}
                onPick={pickTile}
              />
            ) : dataset.error === null ? (
              <Skeleton className="h-72" />
            ) : (
              <ErrorState error={dataset.error} onRetry={() => void dataset.refetch()} />
            )}
          </TabsPanel>
          <TabsPanel value="own">
            {own === "window" ? (
              <WindowForm
                steps={dataset.data?.inputShape[0] ?? 0}
                columns={dataset.data?.columns?.map(({ name }) => name) ?? []}
                isBusy={prediction.isPending}
                onAsk={(name, csv) => {
                  onSubject({ kind: "window", name, values: null });
                  prediction.predictWindow(csv, (values) => onSubject({ kind: "window", name, values }));
                }}
              />
            ) : (
              <PicturePicker
                tileSize={dataset.data?.inputShape[1] ?? 64}
                onPick={(picture) => {
                  onSubject({ kind: "picture", name: picture.name, preview: picture.preview });
                  prediction.predictPicture(picture.file);
                }}
              />
            )}
          </TabsPanel>
        </Tabs>
        <div className="min-h-[25rem] min-w-0" aria-live="polite" aria-busy={prediction.isPending}>
          {subject === null ? (
            <p className="text-muted-foreground flex h-full items-center justify-center text-center text-sm">
              Pick {own === "picture" ? "a tile or a picture" : `a ${word}`} to see what this network makes of
              it.
            </p>
          ) : (
            <div className="space-y-4">
              <Subject {...{ cohortId, versionId, subject }} dataset={dataset.data} />
              <Answer prediction={prediction} target={dataset.data?.target ?? null} />
            </div>
          )}
        </div>
      </CardContent>
    </Card>
  );
}

/** What a person may bring of their own, beside what the split holds. */
const OWN = { tile: "picture", sequence: null, window: "window" } as const;

type AnswerProps = { prediction: PredictPanelProps["prediction"]; target: TaskTarget | null };

function Answer({ prediction, target }: AnswerProps) {
  if (prediction.error !== null) {
    return (
      <p role="alert" className="text-destructive-text text-sm">
        {explainError(prediction.error).message}
      </p>
    );
  }
  if (prediction.isPending || prediction.result === undefined) {
    return (
      <p className="text-muted-foreground flex items-center gap-2 text-sm">
        <Spinner /> Asking the network…
      </p>
    );
  }
  const { result } = prediction;
  if (result.state === "failed" || result.answer === null) {
    return (
      <p role="alert" className="text-destructive-text text-sm">
        {result.failure ?? "The network gave no answer. Try again."}
      </p>
    );
  }
  const { answer, actual } = result;
  return (
    <>
      {answer.distance !== undefined && <PictureDistanceNote distance={answer.distance} />}
      {answer.task === "classification" ? (
        <Probabilities
          probabilities={answer.probabilities}
          classes={target === null ? [] : classesOf(target)}
          actual={actual}
        />
      ) : (
        target?.task === "regression" && (
          <PredictedValue value={answer.value} actual={actual} target={target} />
        )
      )}
    </>
  );
}
