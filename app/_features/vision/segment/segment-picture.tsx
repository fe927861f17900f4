"use client";

import { Undo2 } from "lucide-react";
import { useState } from "react";
import { Segmented } from "#app/_features/run/segmented.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardContent } from "#app/_ui/card.tsx";
import { Spinner } from "#app/_ui/spinner.tsx";
import type { SegmentPrompt } from "#models/vision/sam/prompt.ts";
import { VISION_PICTURES_PATH, type VisionPictureView } from "#server/contract/vision.ts";
import { useVisionQuestion } from "../use-vision-question.ts";
import { CutObjects } from "./cut-objects.tsx";
import { MaskOverlay } from "./mask-overlay.tsx";
import { PromptSurface } from "./prompt-surface.tsx";

type Mode = "on" | "off" | "box";
const MODES = [
  { value: "on", label: "On it" },
  { value: "off", label: "Not on it" },
  { value: "box", label: "Box" },
] as const;
const NOTHING: SegmentPrompt = { points: [], box: null };

/** A picture on which points and a box say what is meant, and the mask of it. */
export function SegmentPicture({ picture }: { picture: VisionPictureView }) {
  const [mode, setMode] = useState<Mode>("on");
  // The last is what is asked now; those before it are what undo goes back to.
  const [prompts, setPrompts] = useState<readonly SegmentPrompt[]>([NOTHING]);
  const [candidate, setCandidate] = useState(0);
  const question = useVisionQuestion();
  const prompt = prompts.at(-1) ?? NOTHING;

  function change(next: readonly SegmentPrompt[]): void {
    const asked = next.at(-1) ?? NOTHING;
    setPrompts(next);
    setCandidate(0);
    const isMeant = asked.box !== null || asked.points.some(({ isOn }) => isOn);
    if (!isMeant) {
      question.reset();
      return;
    }
    question.ask({
      pictureId: picture.id,
      ask: { kind: "segment", points: [...asked.points], box: asked.box },
    });
  }

  const isMeant = prompt.box !== null || prompt.points.some(({ isOn }) => isOn);
  const answer = isMeant ? question.question : undefined;
  const masks = answer?.answer?.kind === "segment" ? answer.answer.masks : [];
  const mask = masks[candidate];
  const failure = question.error !== null ? explainError(question.error).message : (answer?.failure ?? null);

  return (
    <div className="space-y-4" aria-busy={question.isPending}>
      <div className="flex flex-wrap items-center gap-2">
        <Segmented label="What a click says" value={mode} options={MODES} onChange={setMode} />
        <Button variant="ghost" disabled={prompts.length < 2} onClick={() => change(prompts.slice(0, -1))}>
          <Undo2 aria-hidden />
          Undo
        </Button>
        <Button variant="ghost" disabled={!isMeant} onClick={() => change([...prompts, NOTHING])}>
          Clear
        </Button>
        {question.isPending && (
          <output className="flex items-center gap-2 text-sm text-muted-foreground">
            <Spinner /> Cutting it out…
          </output>
        )}
      </div>
      <PromptSurface
        size={picture}
        prompt={prompt}
        isBoxMode={mode === "box"}
        onPoint={(point, isOther) => {
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
        {mask !== undefined && <MaskOverlay rle={mask.rle} />}
      </PromptSurface>
      {failure !== null && (
        <p role="alert" className="text-sm text-destructive-text">
          {failure}
        </p>
      )}
      <Card>
        <CardContent className="space-y-4">
          {mask === undefined ? (
            <p className="text-sm text-muted-foreground">
              Click on what you mean. A click with Shift, or the right button, says what is not part of it.
            </p>
          ) : (
            <>
              <output className="block text-sm">
                <strong className="font-semibold">{mask.percent.toFixed(1)} % of the picture</strong>{" "}
                <span className="text-muted-foreground">
                  {mask.area} pixels, score {mask.score.toFixed(2)}
                </span>
              </output>
              {masks.length > 1 && (
                <Segmented
                  label="What is meant"
                  value={String(candidate)}
                  options={masks.map(({ percent }, index) => ({
                    value: String(index),
                    label: `${index === 0 ? "Best" : `Other ${index}`}, ${percent.toFixed(1)} %`,
                  }))}
                  onChange={(value) => setCandidate(Number(value))}
                />
              )}
            </>
          )}
          <CutObjects picture={picture} mask={mask ?? null} onKept={() => change([...prompts, NOTHING])} />
        </CardContent>
      </Card>
    </div>
  );
}
