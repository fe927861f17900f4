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
import { Tile } from "../tile.tsx";
import { PredictedValue } from "./predicted-value.tsx";
import { PicturePicker } from "./picture-picker.tsx";
import { Probabilities } from "./probabilities.tsx";
import { TilePicker } from "./tile-picker.tsx";
import type { usePrediction } from "./use-prediction.ts";

/** What the network is asked about. */
export type PredictSubject =
  | { kind: "tile"; index: number }
  | { kind: "picture"; name: string; preview: string };

type PredictPanelProps = {
  cohortId: string;
  /** Of the dataset that the network was trained on. */
  versionId: string;
  subject: PredictSubject | null;
  onSubject: (subject: PredictSubject) => void;
  prediction: ReturnType<typeof usePrediction>;
  panelRef: RefObject<HTMLElement | null>;
};

type Source = "tile" | "picture";

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
  const frames = dataset.data?.frames ?? 1;
  const [source, setSource] = useState<Source>("tile");

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
        <Tabs
          value={source}
          onValueChange={(value: Source) => setSource(value)}
          className="min-w-0 space-y-3"
        >
          <TabsList aria-label="What to predict">
            <TabsTab value="tile">{frames > 1 ? "Validation sequence" : "Validation tile"}</TabsTab>
            {frames === 1 && <TabsTab value="picture">Your picture</TabsTab>}
          </TabsList>
          <TabsPanel value="tile">
            {dataset.data !== undefined ? (
              <TilePicker
                cohortId={cohortId}
                versionId={versionId}
                target={dataset.data.target}
                frames={frames}
                labels={dataset.data.validationTargets}
                picked={subject?.kind === "tile" ? subject.index : null}
                onPick={pickTile}
              />
            ) : dataset.error === null ? (
              <Skeleton className="h-72" />
            ) : (
              <ErrorState error={dataset.error} onRetry={() => void dataset.refetch()} />
            )}
          </TabsPanel>
          <TabsPanel value="picture">
            <PicturePicker
              tileSize={dataset.data?.inputShape[1] ?? 64}
              onPick={(picture) => {
                onSubject({ kind: "picture", name: picture.name, preview: picture.preview });
                prediction.predictPicture(picture.file);
              }}
            />
          </TabsPanel>
        </Tabs>
        <div className="min-h-[25rem] min-w-0" aria-live="polite" aria-busy={prediction.isPending}>
          {subject === null ? (
            <p className="text-muted-foreground flex h-full items-center justify-center text-center text-sm">
              Pick a tile or a picture to see what this network makes of it.
            </p>
          ) : (
            <div className="space-y-4">
              <div className="flex flex-wrap items-center gap-4">
                <SubjectImage cohortId={cohortId} versionId={versionId} subject={subject} frames={frames} />
                <div className="text-sm">
                  <p className="font-medium break-all">
                    {subject.kind === "tile" ? nameOf(subject.index, frames) : subject.name}
                  </p>
                  <p className="text-muted-foreground min-h-5">
                    {subject.kind === "picture" && "Its centre square, as small as the network gets it."}
                  </p>
                </div>
              </div>
              <Answer prediction={prediction} target={dataset.data?.target ?? null} />
            </div>
          )}
        </div>
      </CardContent>
    </Card>
  );
}

type SubjectImageProps = { cohortId: string; versionId: string; subject: PredictSubject; frames: number };

function SubjectImage({ cohortId, versionId, subject, frames }: SubjectImageProps) {
  return (
    <div className={frames > 1 ? "w-72 max-w-full shrink-0" : "w-28 shrink-0"}>
      {subject.kind === "tile" ? (
        <Tile
          cohortId={cohortId}
          versionId={versionId}
          index={subject.index}
          frames={frames}
          alt={nameOf(subject.index, frames)}
          isLazy={false}
        />
      ) : (
        // oxlint-disable-next-line nextjs/no-img-element
        <img
          src={subject.preview}
          alt="Its centre square"
          width={112}
          height={112}
          className="border-border aspect-square w-full rounded-lg border [image-rendering:pixelated]"
        />
      )}
    </div>
  );
}

function nameOf(index: number, frames: number): string {
  return `Validation ${frames > 1 ? "sequence" : "tile"} ${index}`;
}

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
  if (result.state === "failed" || result.probabilities === null) {
    return (
      <p role="alert" className="text-destructive-text text-sm">
        {result.failure ?? "The network gave no answer. Try again."}
      </p>
    );
  }
  if (target?.task === "regression") {
    const [value = Number.NaN] = result.probabilities;
    return <PredictedValue value={value} actual={result.actual} target={target} />;
  }
  const classes = target === null ? [] : classesOf(target);
  return <Probabilities probabilities={result.probabilities} classes={classes} actual={result.actual} />;
}
