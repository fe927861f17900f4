"use client";

import { useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import type { AnswerKey } from "#models/exercises/questions/answer-key.ts";
import type { LabResult } from "#models/exercises/questions/lab-result.ts";
import type { Question } from "#models/exercises/questions/question.ts";
import { MaskPreview } from "../../answer/lab-preview.tsx";
import { LabSource } from "../../answer/lab-source.tsx";
import { PictureFields } from "./picture-fields.tsx";

type MaskFieldsProps = {
  question: Extract<Question, { kind: "mask" }>;
  answer: Extract<AnswerKey, { kind: "mask" }>;
  onChange: (question: Question, key: AnswerKey) => void;
};

type Objects = Extract<LabResult, { kind: "mask" }>;

/** The mask that an answer is laid over. */
export function MaskFields({ question, answer: key, onChange }: MaskFieldsProps) {
  const [choice, setChoice] = useState<Objects | null>(null);

  function take(file: string, mask: Objects["objects"][number]["mask"]): void {
    const { width, height } = mask;
    setChoice(null);
    onChange({ ...question, picture: { name: file, size: { width, height } } }, { ...key, mask });
  }

  return (
    <>
      <LabSource
        kind="mask"
        file={question.picture.name}
        label={`File with what is right about “${question.prompt}”`}
        onResult={(result) => {
          if (result.kind !== "mask") return;
          const [only] = result.objects;
          if (only !== undefined && result.objects.length === 1) take(result.file, only.mask);
          else setChoice(result);
        }}
      />
      {choice !== null && (
        <fieldset className="flex flex-wrap gap-2">
          <legend className="mb-1.5 text-sm font-medium">Which of these is right?</legend>
          {choice.objects.map(({ name, mask }, place) => (
            <Button
              // oxlint-disable-next-line react/no-array-index-key -- two may have one name, and none moves
              key={place}
              size="sm"
              variant="secondary"
              onClick={() => take(choice.file, mask)}
            >
              {name}
            </Button>
          ))}
        </fieldset>
      )}
      <PictureFields
        picture={question.picture}
        iou={key.iou}
        onChange={(picture) => onChange({ ...question, picture }, key)}
        onChangeIou={(iou) => onChange(question, { ...key, iou })}
      />
      {key.mask === null ? (
        <p className="text-[0.8125rem] text-muted-foreground">
          No mask yet. Cut the object out in the vision lab and keep it for an exercise.
        </p>
      ) : (
        <MaskPreview mask={key.mask} label="Mask that is right" />
      )}
    </>
  );
}
