"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Film } from "lucide-react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Card } from "#app/_ui/card.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { NoModel } from "../detect/no-model.tsx";
import type { Handover } from "../handover.ts";
import { openVideo, type Video } from "./open-video.ts";
import { VideoAnalysis } from "./video-analysis.tsx";

type VideoLabProps = {
  onFrame: (frame: File, lab: "detect" | "segment") => void;
  onCut: (handover: Handover) => void;
};

/** A video of one's own: what is on it, when, and how many. The file stays on this machine. */
export function VideoLab({ onFrame, onCut }: VideoLabProps) {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const models = useQuery(trpc.vision.models.queryOptions({ cohortId: cohort.id }));
  const [video, setVideo] = useState<Video | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function take(file: File): Promise<void> {
    setProblem(null);
    try {
      const opened = await openVideo(file);
      video?.close();
      setVideo(opened);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  }

  if (models.error !== null) return <ErrorState error={models.error} onRetry={() => void models.refetch()} />;
  if (models.data === undefined) return <Skeleton className="h-96" />;
  const detectors = models.data.here.filter(({ task }) => task === "detection");
  if (detectors.length === 0) return <NoModel known={models.data.known} />;

  return (
    <div className="space-y-4">
      <Card className="space-y-2 p-4">
        <div className="relative flex min-h-24 flex-col items-center justify-center gap-1 rounded-lg border border-dashed border-border-strong p-4 text-center hover:bg-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring">
          <Film aria-hidden className="size-6 text-muted-foreground" />
          <span className="text-sm font-medium">Drop or choose a video</span>
          <span className="text-xs text-muted-foreground">
            MP4, WebM or MOV, ten minutes at most. The file stays on this machine: your browser decodes it.
          </span>
          <input
            type="file"
            aria-label="Choose a video"
            accept="video/*,.mkv"
            className="absolute inset-0 size-full cursor-pointer opacity-0"
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file !== undefined) void take(file);
              event.target.value = "";
            }}
          />
        </div>
        {problem !== null && (
          <p role="alert" className="text-sm text-destructive-text">
            {problem}
          </p>
        )}
      </Card>
      {video !== null && (
        <VideoAnalysis
          key={`${video.file.name} ${video.file.lastModified}`}
          video={video}
          detectors={detectors}
          cohortId={cohort.id}
          onFrame={onFrame}
          onCut={onCut}
        />
      )}
    </div>
  );
}
