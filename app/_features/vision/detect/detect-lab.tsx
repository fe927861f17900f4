"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Card, CardContent, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { Select } from "#app/_ui/select.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import type { Handover } from "../handover.ts";
import { PictureInput } from "../picture/picture-input.tsx";
import { RecentPictures } from "../picture/recent-pictures.tsx";
import { sendVisionPicture } from "../picture/send-picture.ts";
import { useVisionQuestion } from "../use-vision-question.ts";
import { DetectResult } from "./detect-result.tsx";
import { ModelInfo } from "./model-info.tsx";
import { NoModel } from "./no-model.tsx";
import type { VisionPictureView } from "#server/contract/vision-picture.ts";

type DetectLabProps = {
  /** Of a video, to be asked about at once. */
  frame: File | null;
  onCut: (handover: Handover) => void;
};

/** Finds what is on a picture. */
export function DetectLab({ frame, onCut }: DetectLabProps) {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const cohortId = cohort.id;
  const models = useQuery(trpc.vision.models.queryOptions({ cohortId }));
  const [name, setName] = useState<string | null>(null);
  const [picture, setPicture] = useState<VisionPictureView | null>(null);
  const question = useVisionQuestion();
  const upload = useMutation({ mutationFn: (file: File) => sendVisionPicture(cohortId, file) });
  const model = models.data?.here.find((each) => each.name === name) ?? models.data?.here[0];

  const takeFrame = useEffectEvent((file: File) => void take(file));
  useEffect(() => {
    if (frame !== null) takeFrame(frame);
  }, [frame]);

  if (models.error !== null) return <ErrorState error={models.error} onRetry={() => void models.refetch()} />;
  if (models.data === undefined) return <Skeleton className="h-96" />;
  if (model === undefined) return <NoModel known={models.data.known} />;

  function detect(shown: VisionPictureView, asked: string): void {
    setPicture(shown);
    question.ask({ pictureId: shown.id, ask: { kind: "detect", model: asked } });
  }

  async function take(file: File): Promise<void> {
    const sent = await upload.mutateAsync(file).catch(() => null);
    void queryClient.invalidateQueries({ queryKey: trpc.vision.pictures.queryKey({ cohortId }) });
    if (sent !== null && model !== undefined) detect(sent, model.name);
  }

  return (
    <div className="grid items-start gap-6 lg:grid-cols-[1fr_20rem]">
      <div className="order-2 min-w-0 lg:order-1">
        <DetectResult
          picture={picture}
          model={model}
          question={question}
          isSending={upload.isPending}
          onCut={onCut}
        />
      </div>
      <div className="contents lg:order-2 lg:block lg:space-y-6">
        <div className="order-1 space-y-6">
          <PictureInput
            isBusy={upload.isPending}
            problem={upload.error?.message ?? null}
            onPick={(file) => void take(file)}
          />
          <RecentPictures
            cohortId={cohortId}
            shown={picture?.id ?? null}
            onPick={(recent) => detect(recent, model.name)}
            onRemoved={(id) => {
              if (picture?.id !== id) return;
              setPicture(null);
              question.reset();
            }}
          />
        </div>
        <Card aria-labelledby="model-title" className="order-3">
          <CardHeader>
            <CardTitle id="model-title">Model</CardTitle>
          </CardHeader>
          <CardContent className="space-y-4">
            <Select
              aria-label="Model"
              value={model.name}
              options={models.data.here.map((each) => ({ value: each.name, label: each.title }))}
              onValueChange={(chosen) => {
                setName(chosen);
                if (picture !== null) detect(picture, chosen);
              }}
            />
            <ModelInfo model={model} />
          </CardContent>
        </Card>
      </div>
    </div>
  );
}
