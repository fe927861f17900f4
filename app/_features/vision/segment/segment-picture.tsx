"use client";

import { Undo2 } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import { Segmented } from "#app/_features/run/segmented.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { randomUuid } from "#app/_lib/random-uuid.ts";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardContent } from "#app/_ui/card.tsx";
import { Spinner } from "#app/_ui/spinner.tsx";
import type { Box } from "#models/vision/box.ts";
import type { SegmentAnswer } from "#models/vision/question.ts";
import type { SegmentPrompt } from "#models/vision/sam/prompt.ts";
import { VISION_PICTURES_PATH, type VisionPictureView } from "#server/contract/vision-picture.ts";
import type { Handover } from "../handover.ts";
import { useVisionQuestion } from "../use-vision-question.ts";
import { CutObjects, type CutObject } from "./cut-objects.tsx";
import { EverythingPanel } from "./everything-panel.tsx";
import { maskAt } from "./mask-at.ts";
import { MaskFacts } from "./mask-facts.tsx";
import { MaskOverlay } from "./mask-overlay.tsx";
import { PromptSurface } from "./prompt-surface.tsx";
import { useEverything, type EverythingMask } from "./use-everything.ts";

type Mode = "on" | "off" | "box" | "all";
const MODES = [
  { value: "on", label: "On it" },
  { value: "off", label: "Not on it" },
  { value: "box", label: "Box" },
  { value: "all", label: "Everything" },
] as const;
const NOTHING: SegmentPrompt = { points: [], box: null };
const NONE: SegmentAnswer["masks"] = [];

type SegmentPictureProps = { picture: VisionPictureView; handover: Handover | null };

/** A picture on which points and a box say what is meant, or on which all is looked for, and the masks of it. */
export function SegmentPicture({ picture, handover }: SegmentPictureProps) {
  const [mode, setMode] = useState<Mode>("on");
  // The last is what is asked now; those before it are what undo goes back to.
  const [prompts, setPrompts] = useState<readonly SegmentPrompt[]>([NOTHING]);
  const [candidate, setCandidate] = useState(0);
  const [taken, setTaken] = useState<Handover | null>(null);
  const [picked, setPicked] = useState<EverythingMask | null>(null);
  const [objects, setObjects] = useState<readonly CutObject[]>([]);
  const question = useVisionQuestion();
  const everything = useEverything(picture.id);
  const prompt = prompts.at(-1) ?? NOTHING;
  const isAll = mode === "all";

  if (handover !== taken) {
    setTaken(handover);
    setMode("on");
    setCandidate(0);
    if (handover?.box != null) setPrompts([...prompts, { points: [], box: handover.box }]);
  }

  function ask({ points, box }: SegmentPrompt): void {
    question.ask({ pictureId: picture.id, ask: { kind: "segment", points: [...points], box } });
  }

  const askForBox = useEffectEvent((box: Box) => ask({ points: [], box }));
  useEffect(() => {
    if (handover?.box != null) askForBox(handover.box);
  }, [handover]);

  function change(next: readonly SegmentPrompt[]): void {
    const asked = next.at(-1) ?? NOTHING;
    setPrompts(next);
    setCandidate(0);
    if (isMeantBy(asked)) ask(asked);
    else question.reset();
  }

  const isMeant = isMeantBy(prompt);
  const answer = isMeant ? question.question : undefined;
  const candidates = answer?.answer?.kind === "segment" ? answer.answer.masks : NONE;
  const mask = (isAll ? picked : candidates[candidate]) ?? null;
  const failure = question.error !== null ? explainError(question.error).message : (answer?.failure ?? null);

  function keep(masks: readonly SegmentAnswer["masks"][number][], name: string): void {
    const made = masks.map(({ rle, area, score }, index) => ({
      id: randomUuid(),
      name: name || `object ${objects.length + index + 1}`,
      rle,
      area,
      score,
    }));
    setObjects([...objects, ...made]);
    if (isAll) setPicked(null);
    else change([...prompts, NOTHING]);
  }

  return (
    <div className="space-y-4" aria-busy={question.isPending || everything.isRunning}>
      <div className="flex flex-wrap items-center gap-2">
        <Segmented label="What a click says" value={mode} options={MODES} onChange={setMode} />
        {!isAll && (
          <>
            <Button
              variant="ghost"
              disabled={prompts.length < 2}
              onClick={() => change(prompts.slice(0, -1))}
            >
              <Undo2 aria-hidden />
              Undo
            </Button>
            <Button variant="ghost" disabled={!isMeant} onClick={() => change([...prompts, NOTHING])}>
              Clear
            </Button>
          </>
        )}
        {question.isPending && (
          <output className="flex items-center gap-2 text-sm text-muted-foreground">
            <Spinner /> Cutting it out…
          </output>
        )}
      </div>
      <PromptSurface
        size={picture}
        prompt={isAll ? NOTHING : prompt}
        isBoxMode={mode === "box"}
        onPoint={(point, isOther) => {
          if (isAll) {
            setPicked(maskAt(everything.masks, point) ?? null);
            return;
          }
          const isOn = (mode !== "off") !== isOther;
          change([...prompts, { ...prompt, points: [...prompt.points, { ...point, isOn }].slice(-30) }]);
        }}
        onBox={(box) => change([...prompts, { ...prompt, box }])}
      >
        {/* oxlint-disable-next-line nextjs/no-img-element -- a person's own picture, which no optimiser may keep */}
        <img
          src={`${VISION_PICTURES_PATH}${picture.id}`}
          alt={picture.name}
          draggable={false}
          className="absolute inset-0 size-full"
        />
        <MaskOverlay
          size={picture}
          masks={isAll ? everything.masks : candidates}
          chosen={mask?.rle ?? null}
          isAlone={!isAll}
        />
      </PromptSurface>
      {failure !== null && (
        <p role="alert" className="text-sm text-destructive-text">
          {failure}
        </p>
      )}
      <Card>
        <CardContent className="space-y-4">
          {isAll && <EverythingPanel everything={everything} onKeepAll={() => keep(everything.masks, "")} />}
          {mask !== null && (
            <MaskFacts
              mask={mask}
              candidates={isAll ? NONE : candidates}
              candidate={candidate}
              onCandidate={setCandidate}
            />
          )}
          {mask === null && !isAll && (
            <p className="text-sm text-muted-foreground">
              Click on what you mean. A click with Shift, or the right button, says what is not part of it.
            </p>
          )}
          <CutObjects
            picture={picture}
            mask={mask}
            suggestion={handover}
            objects={objects}
            onKeep={(name) => mask !== null && keep([mask], name)}
            onRemove={(object) => setObjects(objects.filter((each) => each !== object))}
          />
        </CardContent>
      </Card>
    </div>
  );
}

/** Points that say only what is not meant say nothing. */
function isMeantBy({ points, box }: SegmentPrompt): boolean {
  return box !== null || points.some(({ isOn }) => isOn);
}
