"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import { Segmented } from "#app/_features/run/segmented.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardContent } from "#app/_ui/card.tsx";
import { Progress } from "#app/_ui/progress.tsx";
import { Select } from "#app/_ui/select.tsx";
import type { ModelDescriptor } from "#models/zoo/descriptor.ts";
import { Threshold } from "../detect/threshold.tsx";
import type { Handover } from "../handover.ts";
import type { Place } from "../live/open-detector.ts";
import { CutFromMoment } from "./cut-from-moment.tsx";
import { fileOf } from "./extract-frames.ts";
import { FramesPanel } from "./frames-panel.tsx";
import type { Video } from "./open-video.ts";
import { momentAt, seenVideo } from "./seen-video.ts";
import { useAnalysis } from "./use-analysis.ts";
import { VideoFindings } from "./video-findings.tsx";
import { VideoPlayer } from "./video-player.tsx";

const PLACES = [
  { value: "server", label: "Shared server" },
  { value: "local", label: "This machine" },
] as const;
const EVERY = ["1", "2", "5", "10", "30", "60"] as const;
const NO_NAMES: readonly string[] = [];

type VideoAnalysisProps = {
  video: Video;
  detectors: readonly ModelDescriptor[];
  cohortId: string;
  onFrame: (frame: File, lab: "detect" | "segment") => void;
  onCut: (handover: Handover) => void;
};

export function VideoAnalysis({ video, detectors, cohortId, onFrame, onCut }: VideoAnalysisProps) {
  const player = useRef<HTMLVideoElement>(null);
  const [name, setName] = useState(detectors[0]?.name ?? "");
  const [place, setPlace] = useState<Place>("server");
  const [every, setEvery] = useState<(typeof EVERY)[number]>("5");
  const [conf, setConf] = useState(0.4);
  const [time, setTime] = useState(0);
  const analysis = useAnalysis();
  const model = detectors.find((each) => each.name === name) ?? detectors[0];
  const names = model?.classes ?? NO_NAMES;
  const seen = useMemo(() => seenVideo(analysis.frames, names, conf), [analysis.frames, names, conf]);
  const moment = momentAt(seen, time);
  const stem = video.file.name.replace(/\.[a-z0-9]+$/i, "");

  const { duration } = video;
  const seek = useCallback(
    (to: number): void => {
      // Into the frame, not onto its edge.
      if (player.current !== null) player.current.currentTime = Math.min(duration, to + 0.001);
      setTime(to);
    },
    [duration],
  );

  async function takeFrame(lab: "detect" | "segment"): Promise<void> {
    const source = player.current;
    if (source === null) return;
    const canvas = document.createElement("canvas");
    canvas.width = source.videoWidth;
    canvas.height = source.videoHeight;
    canvas.getContext("2d")?.drawImage(source, 0, 0);
    onFrame(await fileOf(canvas, `${stem}-${time.toFixed(2)}s.jpg`, "image/jpeg"), lab);
  }

  return (
    <div className="grid items-start gap-6 lg:grid-cols-[1fr_20rem] lg:grid-rows-[auto_1fr]">
      <div className="min-w-0 space-y-4">
        <VideoPlayer video={video} player={player} moment={moment} onTime={setTime} />
        <CutFromMoment video={video} stem={stem} cohortId={cohortId} moment={moment} onCut={onCut} />
        {analysis.isRunning && (
          <Progress
            aria-label="How far the video is"
            value={(analysis.frames.at(-1)?.time ?? 0) / duration}
          />
        )}
        {analysis.failure !== null && (
          <p role="alert" className="text-sm text-destructive-text">
            {analysis.failure}
          </p>
        )}
      </div>
      <Card className="lg:col-start-2 lg:row-span-2 lg:row-start-1">
        <CardContent className="space-y-4">
          <p className="num text-sm text-muted-foreground">
            {video.width} × {video.height}, {duration.toFixed(1)} s, {video.framesPerSecond.toFixed(1)} frames
            a second
          </p>
          <Segmented label="Where the network runs" value={place} options={PLACES} onChange={setPlace} />
          <Select
            aria-label="Model"
            value={name}
            options={detectors.map((each) => ({ value: each.name, label: each.title }))}
            onValueChange={(chosen) => {
              setName(chosen);
              analysis.forget();
            }}
          />
          <Select
            aria-label="Frames"
            value={every}
            options={EVERY.map((each) => ({
              value: each,
              label: each === "1" ? "Every frame" : `Every ${each}th frame`.replace("2th", "2nd"),
            }))}
            onValueChange={setEvery}
          />
          <Threshold
            label="Confidence"
            hint="What is less sure is left out."
            value={conf}
            onChange={setConf}
          />
          {analysis.isRunning ? (
            <Button variant="secondary" className="w-full" onClick={analysis.cancel}>
              Cancel
            </Button>
          ) : (
            <Button
              className="w-full"
              disabled={model === undefined}
              onClick={() =>
                model !== undefined &&
                void analysis.start({ video, cohortId, model, place, every: Number(every) })
              }
            >
              Look at the video
            </Button>
          )}
          <div className="flex flex-wrap gap-2">
            <Button variant="ghost" size="sm" onClick={() => void takeFrame("detect")}>
              Detect on this frame
            </Button>
            <Button variant="ghost" size="sm" onClick={() => void takeFrame("segment")}>
              Cut from this frame
            </Button>
          </div>
        </CardContent>
      </Card>
      <div className="min-w-0 space-y-4">
        {analysis.frames.length > 0 && (
          <VideoFindings
            video={video}
            seen={seen}
            place={analysis.place}
            names={names}
            stem={stem}
            time={time}
            isRunning={analysis.isRunning}
            onSeek={seek}
          />
        )}
        <FramesPanel video={video} stem={stem} onSeek={seek} />
      </div>
    </div>
  );
}
