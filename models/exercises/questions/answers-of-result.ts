import type { Answer } from "./answer.ts";
import { sizeProblem } from "./clean-answers.ts";
import type { LabResult } from "./lab-result.ts";
import type { Question } from "./question.ts";

export type VisionQuestion = Extract<Question, { kind: LabResult["kind"] }>;
export type VisionAnswer = Extract<Answer, { kind: LabResult["kind"] }>;
type Offered =
  | { ok: true; answers: { name: string; answer: VisionAnswer }[] }
  | { ok: false; reason: string };

/** The answers that a result of the lab can be to a question: of several masks each. */
export function answersOfResult(question: VisionQuestion, result: LabResult): Offered {
  const size = question.kind === "video-count" ? null : question.picture.size;
  if (result.kind === "detection" && question.kind === "detection") {
    const reason = sizeProblem(size, result.size);
    return reason === null
      ? { ok: true, answers: [{ name: result.file, answer: result }] }
      : { ok: false, reason };
  }
  if (result.kind === "video-count" && question.kind === "video-count") {
    return { ok: true, answers: [{ name: result.file, answer: result }] };
  }
  if (result.kind === "mask" && question.kind === "mask") {
    const { file, objects, pictureId } = result;
    const [reason] = objects.flatMap(({ mask }) => sizeProblem(size, mask) ?? []);
    if (reason !== undefined) return { ok: false, reason };
    return {
      ok: true,
      answers: objects.map(({ name, mask }) => ({ name, answer: { kind: "mask", file, mask, pictureId } })),
    };
  }
  return { ok: false, reason: "This is another kind of result than the question asks for." };
}
