"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { Button } from "#app/_ui/button.tsx";
import type { Answer } from "#models/exercises/questions/answer.ts";
import {
  answersOfResult,
  type VisionAnswer,
  type VisionQuestion,
} from "#models/exercises/questions/answers-of-result.ts";
import type { LabResult } from "#models/exercises/questions/lab-result.ts";
import { tellAnswer } from "#models/exercises/questions/tell-answer.ts";
import { VISION_PICTURES_PATH } from "#server/contract/vision-picture.ts";
import { BoxesPreview, MaskPreview } from "./lab-preview.tsx";
import { LabSource } from "./lab-source.tsx";
import { PictureChoice } from "./picture-choice.tsx";
import { SubmittedCounts } from "./submitted-counts.tsx";

type LabFieldProps = {
  question: VisionQuestion;
  answer: Answer | undefined;
  /** Undefined takes it back. */
  onChange: (answer: Answer | undefined) => void;
};

/** Where a result of the vision lab is handed in. */
export function LabField({ question, answer, onChange }: LabFieldProps) {
  const { cohort } = useCohort();
  const [problem, setProblem] = useState<string | null>(null);
  const [choice, setChoice] = useState<readonly { name: string; answer: VisionAnswer }[]>([]);
  const name = question.kind === "video-count" ? question.video : question.picture.name;

  const found = answer?.kind === "detection" || answer?.kind === "mask" ? answer : null;
  // What was left out can be put back.
  const [pictureId, setPictureId] = useState(found?.pictureId);
  const [isGone, setIsGone] = useState(false);

  function give(given: VisionAnswer): void {
    setChoice([]);
    setPictureId(given.kind === "video-count" ? undefined : given.pictureId);
    setIsGone(false);
    onChange(given);
  }

  function take(result: LabResult): void {
    const offered = answersOfResult(question, result);
    setProblem(offered.ok ? null : offered.reason);
    const answers = offered.ok ? offered.answers : [];
    setChoice(answers.length > 1 ? answers : []);
    const [only] = answers;
    if (answers.length === 1 && only !== undefined) give(only.answer);
  }

  const picture = {
    picture: pictureId === undefined || isGone ? null : `${VISION_PICTURES_PATH}${pictureId}`,
    onPictureError: () => {
      setIsGone(true);
      if (found !== null) onChange({ ...found, pictureId: undefined });
    },
  };
  const told = answer?.kind === question.kind ? tellAnswer(question, answer) : null;
  return (
    <div className="flex flex-col gap-2.5">
      <p className="text-[0.8125rem] text-muted-foreground">
        {askedOf(question)} {/* A document of its own: the camera and WebAssembly are allowed there alone. */}
        <a
          href={`/cohorts/${cohort.id}/vision`}
          target="_blank"
          rel="noreferrer"
          className="font-medium text-foreground underline underline-offset-2"
        >
          Open the vision lab
        </a>
      </p>
      <LabSource kind={question.kind} file={name} label={`File for “${question.prompt}”`} onResult={take} />
      {problem !== null && (
        <p role="alert" className="text-[0.8125rem] text-destructive-text">
          {problem}
        </p>
      )}
      {choice.length > 0 && (
        <fieldset className="flex flex-wrap items-center gap-2 text-sm">
          <legend className="mb-1.5 font-medium">Which of these is handed in?</legend>
          {choice.map((each, place) => (
            <Button
              // oxlint-disable-next-line react/no-array-index-key -- two may have one name, and none moves
              key={place}
              size="sm"
              variant="secondary"
              onClick={() => give(each.answer)}
            >
              {each.name}
            </Button>
          ))}
        </fieldset>
      )}
      {told !== null && (
        <div className="flex items-center gap-1 text-sm">
          <p aria-live="polite" className="min-w-0 flex-1 wrap-break-word">
            {told}
          </p>
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label="Take the answer back"
            onClick={() => onChange(undefined)}
          >
            <X aria-hidden />
          </Button>
        </div>
      )}
      {answer?.kind === "detection" && (
        <BoxesPreview {...picture} size={answer.size} boxes={answer.boxes} label="Boxes that are handed in" />
      )}
      {answer?.kind === "mask" && (
        <MaskPreview {...picture} mask={answer.mask} label="Mask that is handed in" />
      )}
      {answer?.kind === "video-count" && answer.over !== undefined && <SubmittedCounts over={answer.over} />}
      {found !== null && pictureId !== undefined && (
        <PictureChoice
          isGone={isGone}
          isGiven={found.pictureId !== undefined}
          onChange={(isGiven) => onChange({ ...found, pictureId: isGiven ? pictureId : undefined })}
        />
      )}
    </div>
  );
}

function askedOf(question: VisionQuestion): string {
  if (question.kind === "video-count") {
    const which = question.video === "" ? "a video" : `the video ${question.video}`;
    return `How many things ${which} shows, each once, as the lab counts them.`;
  }
  const { name, size } = question.picture;
  const which = name === "" ? "a picture" : `the picture ${name}`;
  const pixels = size === null ? "" : `, ${size.width} × ${size.height} pixels`;
  const what = question.kind === "mask" ? "One object cut out of" : "The boxes found on";
  return `${what} ${which}${pixels}.`;
}
