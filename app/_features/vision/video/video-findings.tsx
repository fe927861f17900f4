"use client";

import { useState } from "react";
import { Segmented } from "#app/_features/run/segmented.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardContent } from "#app/_ui/card.tsx";
import { framesCsv } from "#models/vision/track/frames-csv.ts";
import { tellCountsOverTime } from "#models/exercises/questions/counts-over-time.ts";
import { countsOf } from "#models/exercises/questions/judge-vision.ts";
import { saveFile } from "../detect/save-file.ts";
import { useKeepResult } from "../use-keep-result.ts";
import { CountsChart } from "./counts-chart.tsx";
import { countsFile } from "./counts-file.ts";
import { FramesTable } from "./frames-table.tsx";
import type { Video } from "./open-video.ts";
import type { SeenVideo } from "./seen-video.ts";
import { TracksTable } from "./tracks-table.tsx";
import { useAnnotation } from "./use-annotation.ts";

const TABLES = [
  { value: "things", label: "Things" },
  { value: "frames", label: "Frames" },
] as const;

type VideoFindingsProps = {
  video: Video;
  seen: SeenVideo;
  /** Where it was looked at, in words. */
  place: string | null;
  names: readonly string[];
  stem: string;
  time: number;
  isRunning: boolean;
  onSeek: (time: number) => void;
};

/** What was seen on a video: counts over time, things with their ids, frames; and all of it as files. */
export function VideoFindings(props: VideoFindingsProps) {
  const { video, seen, place, names, stem, time, isRunning, onSeek } = props;
  const [table, setTable] = useState<(typeof TABLES)[number]["value"]>("things");
  const annotation = useAnnotation();
  const keep = useKeepResult();
  const file = video.file.name;
  const things = seen.tracks.length;
  return (
    <Card>
      <CardContent className="space-y-4">
        <output className="block text-sm">
          <strong className="font-semibold">
            {things} {things === 1 ? "thing" : "things"}
          </strong>{" "}
          <span className="text-muted-foreground">
            on {seen.moments.length} frames, looked at {place}
          </span>
        </output>
        <CountsChart seen={seen} names={names} duration={video.duration} time={time} onSeek={onSeek} />
        <Segmented label="What the table lists" value={table} options={TABLES} onChange={setTable} />
        {table === "frames" ? (
          <FramesTable seen={seen} onSeek={onSeek} />
        ) : things > 0 ? (
          <TracksTable tracks={seen.tracks} onSeek={onSeek} />
        ) : (
          <p className="text-sm text-muted-foreground">
            Nothing was seen often enough to be followed. More frames, or a lower confidence, show more.
          </p>
        )}
        {annotation.failure !== null && (
          <p role="alert" className="text-sm text-destructive-text">
            {annotation.failure}
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          <Button
            variant="secondary"
            onClick={() => saveFile(`${stem}-frames.csv`, framesCsv(seen.moments, seen.classes))}
          >
            Frames as CSV
          </Button>
          <Button
            variant="secondary"
            disabled={isRunning}
            onClick={() =>
              saveFile(`${stem}-counts.json`, `${JSON.stringify(countsFile(video, seen), null, 1)}\n`)
            }
          >
            Counts as JSON
          </Button>
          <Button
            variant="secondary"
            disabled={isRunning}
            onClick={() =>
              keep({
                kind: "video-count",
                file,
                counts: countsOf(seen.tracks),
                over: tellCountsOverTime(seen.moments, { classes: seen.classes, seconds: video.duration }),
              })
            }
          >
            Keep for an exercise
          </Button>
          {annotation.share === null ? (
            <Button
              variant="secondary"
              disabled={isRunning}
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
  );
}
