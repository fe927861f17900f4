"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Scissors } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Card } from "#app/_ui/card.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import type { Handover } from "../handover.ts";
import { PictureInput } from "../picture/picture-input.tsx";
import { RecentPictures } from "../picture/recent-pictures.tsx";
import { sendVisionPicture } from "../picture/send-picture.ts";
import { SegmentPicture } from "./segment-picture.tsx";

type SegmentLabProps = {
  /** What was found on a picture, and is to be cut out. */
  handover: Handover | null;
  /** Of a video. */
  frame: File | null;
};

/** Cuts out what is meant on a picture. */
export function SegmentLab({ handover, frame }: SegmentLabProps) {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const cohortId = cohort.id;
  const [picture, setPicture] = useState(handover?.picture ?? null);
  const [taken, setTaken] = useState(handover);
  if (handover !== taken) {
    setTaken(handover);
    setPicture(handover?.picture ?? null);
  }
  const upload = useMutation({
    mutationFn: (file: File) => sendVisionPicture(cohortId, file),
    onSuccess: setPicture,
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.vision.pictures.queryKey({ cohortId }) }),
  });
  const takeFrame = useEffectEvent((file: File) => upload.mutate(file));
  useEffect(() => {
    if (frame !== null) takeFrame(frame);
  }, [frame]);
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[1fr_20rem]">
      <div className="order-2 min-w-0 lg:order-1">
        {picture === null ? (
          <Card>
            <EmptyState icon={<Scissors />} title="Which picture?">
              Choose one, then click on what you mean: MobileSAM cuts it out.
            </EmptyState>
          </Card>
        ) : (
          <SegmentPicture
            key={picture.id}
            picture={picture}
            handover={handover?.picture.id === picture.id ? handover : null}
          />
        )}
      </div>
      <div className="order-1 space-y-6 lg:order-2">
        <PictureInput
          isBusy={upload.isPending}
          problem={upload.error?.message ?? null}
          onPick={(file) => upload.mutate(file)}
        />
        <RecentPictures
          cohortId={cohortId}
          shown={picture?.id ?? null}
          onPick={setPicture}
          onRemoved={(id) => picture?.id === id && setPicture(null)}
        />
      </div>
    </div>
  );
}
