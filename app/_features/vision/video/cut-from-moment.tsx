"use client";

import { Scissors } from "lucide-react";
import { useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Spinner } from "#app/_ui/spinner.tsx";
import type { Handover } from "../handover.ts";
import { sendVisionPicture } from "../picture/send-picture.ts";
import { fileOf } from "./extract-frames.ts";
import type { Video } from "./open-video.ts";
import type { TrackedFound, VideoMoment } from "./seen-video.ts";
import { videoFrameAt } from "./video-frames.ts";

type CutFromMomentProps = {
  video: Video;
  stem: string;
  cohortId: string;
  moment: VideoMoment | undefined;
  onCut: (handover: Handover) => void;
};

/** From a box on a frame to its mask: the frame that was looked at goes to the server as a picture, the box with it. */
export function CutFromMoment({ video, stem, cohortId, moment, onCut }: CutFromMomentProps) {
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  if (moment === undefined) return null;
  const { time, size } = moment;

  async function cut({ left, top, right, bottom, class: name }: TrackedFound): Promise<void> {
    setIsBusy(true);
    setProblem(null);
    try {
      const canvas = await videoFrameAt(video, time);
      const file = await fileOf(canvas, `${stem}-${time.toFixed(2)}s.jpg`, "image/jpeg");
      const picture = await sendVisionPicture(cohortId, file);
      const [across, down] = [picture.width / size.width, picture.height / size.height];
      const box = { left: left * across, top: top * down, right: right * across, bottom: bottom * down };
      onCut({ picture, box, name });
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
    setIsBusy(false);
  }

  return (
    <fieldset className="flex min-h-8 flex-wrap items-center gap-1.5" disabled={isBusy}>
      <legend className="sr-only">Cut out of this frame</legend>
      <span className="flex items-center gap-2 text-sm text-muted-foreground">
        {isBusy ? <Spinner /> : <Scissors aria-hidden className="size-4" />}
        {moment.found.length === 0 ? "Nothing is seen here." : "Cut out"}
      </span>
      {moment.found.map((each) => (
        <Button
          key={each.key}
          variant="secondary"
          size="sm"
          aria-label={`Cut out ${labelOf(each)}`}
          onClick={() => void cut(each)}
        >
          {labelOf(each)}
        </Button>
      ))}
      {problem !== null && (
        <p role="alert" className="w-full text-sm text-destructive-text">
          {problem}
        </p>
      )}
    </fieldset>
  );
}

function labelOf({ class: name, trackId }: TrackedFound): string {
  return trackId === 0 ? name : `${name} ${trackId}`;
}
