"use client";

import { Field } from "#app/_ui/field.tsx";
import { Input } from "#app/_ui/input.tsx";
import type { AnswerKey } from "#models/exercises/questions/answer-key.ts";
import { MAX_WANTED } from "#models/exercises/questions/limits.ts";
import type { Question } from "#models/exercises/questions/question.ts";
import { LabSource } from "../../answer/lab-source.tsx";
import { CountsFields } from "./counts-fields.tsx";
import { Toggle } from "./toggle.tsx";

type VideoCountFieldsProps = {
  question: Extract<Question, { kind: "video-count" }>;
  answer: Extract<AnswerKey, { kind: "video-count" }>;
  onChange: (question: Question, key: AnswerKey) => void;
};

/** How many things of each class a video shows. */
export function VideoCountFields({ question, answer: key, onChange }: VideoCountFieldsProps) {
  return (
    <>
      <LabSource
        kind="video-count"
        file={question.video}
        label={`File with what is right about “${question.prompt}”`}
        onResult={(result) =>
          result.kind === "video-count" &&
          onChange(
            { ...question, video: result.file },
            {
              ...key,
              counts: result.counts.slice(0, MAX_WANTED).map((each) => ({ ...each, tolerance: 0 })),
            },
          )
        }
      />
      <Field label="Video" hint="Its file's name, for learners to find it." className="max-w-96">
        <Input
          value={question.video}
          maxLength={200}
          placeholder="street.mp4"
          onValueChange={(video) => onChange({ ...question, video }, key)}
        />
      </Field>
      <CountsFields
        legend="So many things of a class, each once"
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
