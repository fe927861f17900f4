"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button } from "#app/_ui/button.tsx";
import { Input } from "#app/_ui/input.tsx";
import type { AnswerKey } from "#models/exercises/questions/answer-key.ts";
import { MAX_WANTED } from "#models/exercises/questions/limits.ts";
import type { Question } from "#models/exercises/questions/question.ts";
import type { NamedBox } from "#models/exercises/questions/vision-parts.ts";
import { BoxesPreview } from "../../answer/lab-preview.tsx";
import { LabSource } from "../../answer/lab-source.tsx";
import { CountsFields } from "./counts-fields.tsx";
import { NumberText } from "./number-text.tsx";
import { Toggle } from "./toggle.tsx";
import { PictureFields } from "./picture-fields.tsx";

type DetectionFieldsProps = {
  question: Extract<Question, { kind: "detection" }>;
  answer: Extract<AnswerKey, { kind: "detection" }>;
  onChange: (question: Question, key: AnswerKey) => void;
};

const EDGES = ["left", "top", "right", "bottom"] as const;

/** Objects that an answer has to have found, and how many of a class. */
export function DetectionFields({ question, answer: key, onChange }: DetectionFieldsProps) {
  const { picture } = question;
  const setObjects = (objects: NamedBox[]) => onChange(question, { ...key, objects });
  const change = (place: number, part: Partial<NamedBox>) =>
    setObjects(key.objects.map((each, at) => (at === place ? { ...each, ...part } : each)));
  return (
    <>
      <LabSource
        kind="detection"
        file={picture.name}
        label={`File with what is right about “${question.prompt}”`}
        onResult={(result) =>
          result.kind === "detection" &&
          onChange(
            { ...question, picture: { name: result.file, size: result.size } },
            { ...key, objects: result.boxes.slice(0, MAX_WANTED) },
          )
        }
      />
      <PictureFields
        {...{ picture }}
        iou={key.iou}
        onChange={(next) => onChange({ ...question, picture: next }, key)}
        onChangeIou={(iou) => onChange(question, { ...key, iou })}
      />
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1.5 text-sm font-medium">
          Objects that have to be found: class, then left, top, right and bottom in pixels
        </legend>
        {key.objects.map((object, place) => (
          <div
            // oxlint-disable-next-line react/no-array-index-key -- its name and place change as they are typed
            key={place}
            className="grid grid-cols-[repeat(4,minmax(0,1fr))] items-center gap-2 sm:grid-cols-[minmax(0,1fr)_repeat(4,5rem)_auto]"
          >
            <Input
              aria-label={`Class of object ${place + 1}`}
              className="max-sm:col-span-3"
              placeholder="car"
              maxLength={60}
              value={object.class}
              onValueChange={(next) => change(place, { class: next })}
            />
            {EDGES.map((edge) => (
              <NumberText
                key={edge}
                label={`${edge} of object ${place + 1}`}
                value={object[edge]}
                onValueChange={(value) => change(place, { [edge]: Math.max(0, value) })}
              />
            ))}
            <Button
              variant="ghost"
              size="icon-sm"
              className="max-sm:col-start-4 max-sm:row-start-1 max-sm:justify-self-end"
              aria-label={`Remove object ${place + 1}`}
              onClick={() => setObjects(key.objects.filter((_, at) => at !== place))}
            >
              <Trash2 aria-hidden />
            </Button>
          </div>
        ))}
        <Button
          size="sm"
          variant="ghost"
          className="self-start"
          icon={<Plus aria-hidden />}
          disabled={key.objects.length >= MAX_WANTED}
          onClick={() =>
            setObjects([...key.objects, { class: "", left: 0, top: 0, right: 100, bottom: 100 }])
          }
        >
          Add an object
        </Button>
      </fieldset>
      {picture.size !== null && key.objects.length > 0 && (
        <BoxesPreview size={picture.size} boxes={key.objects} label="Objects that have to be found" />
      )}
      <CountsFields
        legend="So many boxes of a class, so that guesses everywhere do not count"
        counts={key.counts}
        onChange={(counts) => onChange(question, { ...key, counts })}
      />
      <Toggle
        label="Part of the points for part of it"
        isOn={key.isPartial}
        onChange={(isPartial) => onChange(question, { ...key, isPartial })}
      />
    </>
  );
}
