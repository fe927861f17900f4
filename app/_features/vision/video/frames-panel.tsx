"use client";

import { useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { Field } from "#app/_ui/field.tsx";
import { NumberField } from "#app/_ui/number-field.tsx";
import { whichFrames } from "#models/vision/frames/which-frames.ts";
import { saveFile } from "../detect/save-file.ts";
import { ExtractedFrames } from "./extracted-frames.tsx";
import type { Video } from "./open-video.ts";
import { useExtraction } from "./use-extraction.ts";

/** They are held in the browser until they are saved. */
const MOST_FRAMES = 300;
const MOST_PIXELS = 300_000_000;

type FramesPanelProps = { video: Video; stem: string; onSeek: (time: number) => void };

/** Frames of a video as pictures: so many, every k-th, to the last one. */
export function FramesPanel({ video, stem, onSeek }: FramesPanelProps) {
  const [most, setMost] = useState<number | null>(12);
  const [increment, setIncrement] = useState<number | null>(30);
  const [first, setFirst] = useState<number | null>(0);
  const extraction = useExtraction();
  const limit = Math.min(MOST_FRAMES, Math.floor(MOST_PIXELS / (video.width * video.height)));
  const numbers = whichFrames(video.frames, { first: first ?? 0, increment: increment ?? 1, most });
  const isTooMany = numbers.length > limit;

  async function save(): Promise<void> {
    const { downloadZip } = await import("client-zip");
    saveFile(`${stem}-frames.zip`, await downloadZip(extraction.frames.map(({ file }) => file)).blob());
  }

  return (
    <Card aria-labelledby="frames-title">
      <CardHeader>
        <CardTitle id="frames-title">Frames as pictures</CardTitle>
      </CardHeader>
      <CardContent className="space-y-4">
        <div className="grid gap-4 sm:grid-cols-3">
          <Field label="How many" hint="Empty: all of them">
            <NumberField value={most} onValueChange={setMost} min={1} max={limit} placeholder="all" />
          </Field>
          <Field label="Increment" hint="1: each frame">
            <NumberField value={increment} onValueChange={setIncrement} min={1} max={video.frames} />
          </Field>
          <Field label="First frame" hint="Counted from 0">
            <NumberField value={first} onValueChange={setFirst} min={0} max={video.frames - 1} />
          </Field>
        </div>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          {extraction.isRunning ? (
            <Button variant="secondary" onClick={extraction.cancel}>
              Cancel, {extraction.frames.length} of {numbers.length}
            </Button>
          ) : (
            <Button
              variant="secondary"
              disabled={isTooMany || numbers.length === 0}
              onClick={() => void extraction.start(video, numbers, stem)}
            >
              Take the frames
            </Button>
          )}
          {extraction.frames.length > 0 && !extraction.isRunning && (
            <Button variant="secondary" onClick={() => void save()}>
              {extraction.frames.length} PNG as ZIP
            </Button>
          )}
          <output className="num text-sm text-muted-foreground">
            {isTooMany
              ? `${numbers.length} frames; ${limit} of this size can be taken at once. Raise the increment.`
              : `${numbers.length} of ${video.frames} frames${listed(numbers)}`}
          </output>
        </div>
        {extraction.failure !== null && (
          <p role="alert" className="text-sm text-destructive-text">
            {extraction.failure}
          </p>
        )}
        <ExtractedFrames frames={extraction.frames} onSeek={onSeek} />
      </CardContent>
    </Card>
  );
}

function listed(numbers: readonly number[]): string {
  if (numbers.length === 0) return "";
  if (numbers.length <= 4) return `: ${numbers.join(", ")}`;
  return `: ${numbers.slice(0, 2).join(", ")}, … ${numbers.at(-1)}`;
}
