"use client";

import type { AnswerKey } from "#models/exercises/questions/answer-key.ts";
import type { Question } from "#models/exercises/questions/question.ts";
import { DetectionFields } from "./detection-fields.tsx";
import { MaskFields } from "./mask-fields.tsx";
import { VideoCountFields } from "./video-count-fields.tsx";

type VisionFieldsProps = {
  question: Question;
  answer: AnswerKey;
  onChange: (question: Question, key: AnswerKey) => void;
};

/** What is right about a result of the vision lab: by hand, or from a result of one's own. */
export function VisionFields({ question, answer: key, onChange }: VisionFieldsProps) {
  if (question.kind === "detection" && key.kind === "detection") {
    return <DetectionFields question={question} answer={key} onChange={onChange} />;
  }
  if (question.kind === "mask" && key.kind === "mask") {
    return <MaskFields question={question} answer={key} onChange={onChange} />;
  }
  if (question.kind === "video-count" && key.kind === "video-count") {
    return <VideoCountFields question={question} answer={key} onChange={onChange} />;
  }
  return null;
}
