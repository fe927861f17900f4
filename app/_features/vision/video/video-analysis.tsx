"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { Segmented } from "#app/_features/run/segmented.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardContent } from "#app/_ui/card.tsx";
import { Progress } from "#app/_ui/progress.tsx";
import { Select } from "#app/_ui/select.tsx";
import { framesCsv } from "#models/vision/track/frames-csv.ts";
import type { ModelDescriptor } from "#models/zoo/descriptor.ts";
import { saveFile } from "../detect/save-file.ts";
import { Threshold } from "../detect/threshold.tsx";
import { LiveBoxes } from "../live/live-boxes.tsx";
import type { Place } from "../live/open-detector.ts";
import { CountsChart } from "./counts-chart.tsx";
import type { Video } from "./open-video.ts";
import { momentAt, seenVideo } from "./seen-video.ts";
import { TracksTable } from "./tracks-table.tsx";
import { useAnalysis } from "./use-analysis.ts";
import { useAnnotation } from "./use-annotation.ts";

const PLACES = [
  { value: "server", label: "Shared server" },
  { value: "local", label: "This machine" },
] as const;
const EVERY = ["1", "2", "5", "10", "30", "60"] as const;

type VideoAnalysisProps = {
  video: Video;
  detectors: readonly ModelDescriptor[];
  cohortId: string;
  onFrame: (frame: File, lab: "detect" | "segment") => void;
};

function withId<Seen extends { class: string; trackId: number }>(seen: Seen): Seen {
  return seen.trackId === 0 ? seen : { ...seen, class: `${seen.class} ${seen.trackId}` };
}

export function VideoAnalysis({ video, detectors, cohortId, onFrame }: VideoAnalysisProps) {
  const player = useRef<HTMLVideoElement>(null);
  const [address, setAddress] = useState<string | null>(null);
  const [name, setName] = useState(detectors[0]?.name ?? "");
  const [place, setPlace] = useState<Place>("server");
  const [every, setEvery] = useState<(typeof EVERY)[number]>("5");
  const [conf, setConf] = useState(0.4);
  const [time, setTime] = useState(0);
  const analysis = useAnalysis();
  const annotation = useAnnotation();
  const model = detectors.find((each) => each.name === name) ?? detectors[0];
  const names = model?.classes;
  const seen = useMemo(() => seenVideo(analysis.frames, names ?? [], conf), [analysis.frames, names, conf]);
  const moment = momentAt(seen, time);
  const stem = video.file.name.replace(/\.[a-z0-9]+$/i, "");
  const hasSeen = analysis.frames.length > 0;

  useEffect(() => {
    const made = URL.createObjectURL(video.file);
    // oxlint-disable-next-line react/set-state-in-effect -- an address of the browser's, let go of with the effect
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [video.file]);

  function seek(to: number): void {
    if (player.current !== null) player.current.currentTime = to;
    setTime(to);
  }

  function takeFrame(lab: "detect" | "segment"): void {
    const source = player.current;
    if (source === null) return;
    const canvas = document.createElement("canvas");
    canvas.width = source.videoWidth;
    canvas.height = source.videoHeight;
    canvas.getContext("2d")?.drawImage(source, 0, 0);
    canvas.toBlob(
      (blob) => {
        if (blob !== null) {
          onFrame(new File([blob], `${stem}-${time.toFixed(2)}s.jpg`, { type: "image/jpeg" }), lab);
        }
      },
      "image/jpeg",
      0.95,
    );
  }

  return (
    <div className="grid items-start gap-6 lg:grid-cols-[1fr_20rem]">
      <div className="min-w-0 space-y-4">
        <div
          className="relative mx-auto overflow-hidden rounded-lg bg-muted"
          style={{
            aspectRatio: `${video.width} / ${video.height}`,
            maxWidth: `min(100%, calc(60dvh * ${video.width / video.height}))`,
          }}
        >
          {address !== null && (
            // oxlint-disable-next-line jsx-a11y/media-has-caption -- a person's own file
            <video
              ref={player}
              src={address}
              controls
              muted
              playsInline
              aria-label={video.file.name}
              onTimeUpdate={({ currentTarget }) => setTime(currentTarget.currentTime)}
              className="absolute inset-0 size-full"
            />
          )}
          {moment !== undefined && <LiveBoxes found={moment.found.map(withId)} size={moment.size} />}
        </div>
        {analysis.isRunning && (
          <Progress
            aria-label="How far the video is"
            value={(analysis.frames.at(-1)?.time ?? 0) / video.duration}
          />
        )}
        {[analysis.failure, annotation.failure].map(
          (failure) =>
            failure !== null && (
              <p key={failure} role="alert" className="text-sm text-destructive-text">
                {failure}
              </p>
            ),
        )}
        {hasSeen && (
          <Card>
            <CardContent className="space-y-4">
              <output className="block text-sm">
                <strong className="font-semibold">{seen.tracks.length} things</strong>{" "}
                <span className="text-muted-foreground">
                  on {analysis.frames.length} frames, looked at {analysis.place}
                </span>
              </output>
              <CountsChart
                seen={seen}
                names={names ?? []}
                duration={video.duration}
                time={time}
                onSeek={seek}
              />
              {seen.tracks.length > 0 ? (
                <TracksTable tracks={seen.tracks} onSeek={seek} />
              ) : (
                <p className="text-sm text-muted-foreground">
                  Nothing was seen often enough to be followed. More frames, or a lower confidence, show more.
                </p>
              )}
              <div className="flex flex-wrap gap-2">
                <Button
                  variant="secondary"
                  onClick={() => saveFile(`${stem}-frames.csv`, framesCsv(seen.moments, seen.classes))}
                >
                  Frames as CSV
                </Button>
                {annotation.share === null ? (
                  <Button
                    variant="secondary"
                    disabled={analysis.isRunning}
                    onClick={() => void annotation.write(video, seen, stem)}
                  >
                    Video with boxes
                  </Button>
                ) : (
                  <Button variant="secondary" onClick={annotation.cancel}>
                    Cancel, {Math.round(annotation.share * 100)} %
                  </Button>
                )}
              </div>
            </CardContent>
          </Card>
        )}
      </div>
      <Card>
        <CardContent className="space-y-4">
          <p className="num text-sm text-muted-foreground">
            {video.width} × {video.height}, {video.duration.toFixed(1)} s, {video.framesPerSecond.toFixed(1)}{" "}
            frames a second
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
            <Button variant="ghost" size="sm" onClick={() => takeFrame("detect")}>
              Detect on this frame
            </Button>
            <Button variant="ghost" size="sm" onClick={() => takeFrame("segment")}>
              Cut from this frame
            </Button>
          </div>
        </CardContent>
      </Card>
    </div>
  );
}
