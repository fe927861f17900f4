"use client";

import { ScanSearch } from "lucide-react";
import dynamic from "next/dynamic";
import { explainError } from "#app/_lib/explain-error.ts";
import { Card } from "#app/_ui/card.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { Spinner } from "#app/_ui/spinner.tsx";
import type { ModelDescriptor } from "#models/zoo/descriptor.ts";
import { VISION_PICTURES_PATH, type VisionPictureView } from "#server/contract/vision-picture.ts";
import type { Handover } from "../handover.ts";
import type { useVisionQuestion } from "../use-vision-question.ts";

// Nothing has been found yet when the page comes.
const ClassScores = dynamic(async () => (await import("./class-scores.tsx")).ClassScores, { ssr: false });
const DetectedPicture = dynamic(async () => (await import("./detected-picture.tsx")).DetectedPicture, {
  ssr: false,
  loading: () => <Skeleton className="h-96" />,
});

type DetectResultProps = {
  picture: VisionPictureView | null;
  model: ModelDescriptor;
  question: ReturnType<typeof useVisionQuestion>;
  isSending: boolean;
  onCut: (handover: Handover) => void;
};

export function DetectResult({ picture, model, question, isSending, onCut }: DetectResultProps) {
  const { error, isPending, question: asked } = question;
  if (picture === null && !isSending) {
    return (
      <Card>
        <EmptyState icon={<ScanSearch />} title="Which picture?">
          Choose, drop, paste or take one: {model.title} says what is on it and where.
        </EmptyState>
      </Card>
    );
  }
  const failure = error !== null ? explainError(error).message : (asked?.failure ?? null);
  const answer = isSending || asked?.answer?.kind !== "detect" ? null : asked.answer;
  return (
    <div className="space-y-4" aria-busy={isPending || isSending}>
      {failure !== null && (
        <p role="alert" className="text-sm text-destructive-text">
          {failure}
        </p>
      )}
      {(isPending || isSending) && (
        <output className="flex items-center gap-2 text-sm text-muted-foreground">
          <Spinner /> {isSending ? "Sending the picture…" : "Asking the network…"}
        </output>
      )}
      {picture !== null && (
        <DetectedPicture
          key={picture.id}
          picture={picture}
          address={`${VISION_PICTURES_PATH}${picture.id}`}
          answer={answer}
          classes={model.classes}
          onCut={onCut}
        />
      )}
      {answer !== null && answer.classes.length > 0 && (
        <ClassScores scores={answer.classes} classes={model.classes} />
      )}
    </div>
  );
}
