import type { Size } from "../../vision/box.ts";
import type { Answer, Answers } from "./answer.ts";
import type { Question } from "./question.ts";
import { readAnswerNumber } from "./read-answer-number.ts";

type Cleaned = { ok: true; answers: Answers } | { ok: false; reason: string };

/**
 * Answers as they are kept: in the questions' order, without empty ones, so that the same answers are the same text.
 * @returns a reason in words for what answers no question, or not as it is asked.
 */
export function cleanAnswers(questions: readonly Question[], answers: Answers): Cleaned {
  const ids = new Set(questions.map(({ id }) => id));
  if (Object.keys(answers).some((id) => !ids.has(id))) {
    return { ok: false, reason: "The questions were changed meanwhile. Load the page again." };
  }
  const kept: Answers = {};
  for (const [place, question] of questions.entries()) {
    const answer = answers[question.id];
    if (answer === undefined || isEmpty(answer)) continue;
    const problem = problemOf(question, answer);
    if (problem !== null) return { ok: false, reason: `Question ${place + 1}: ${problem}` };
    kept[question.id] = asKept(answer);
  }
  return { ok: true, answers: kept };
}

function asKept(answer: Answer): Answer {
  if (answer.kind === "choice") return { ...answer, chosen: [...new Set(answer.chosen)].toSorted() };
  if (answer.kind !== "detection" && answer.kind !== "mask") return answer;
  // With a picture or without it is the same answer.
  const { pictureId: _, ...kept } = answer;
  return kept;
}

export function isEmpty(answer: Answer): boolean {
  switch (answer.kind) {
    case "choice":
      return answer.chosen.length === 0;
    case "number":
    case "text":
      return answer.text === "";
    case "cell":
      return answer.row === "" || answer.column === "";
    // Nothing on a picture, or on a video, is an answer as well.
    case "detection":
    case "mask":
    case "video-count":
      return false;
  }
}

/** Of a picture that is not the one that is asked about. @param asked null where any will do. */
export function sizeProblem(asked: Size | null, { width, height }: Size): string | null {
  if (asked === null || (asked.width === width && asked.height === height)) return null;
  return `Expected a picture of ${asked.width} × ${asked.height} pixels, got one of ${width} × ${height}.`;
}

function problemOf(question: Question, answer: Answer): string | null {
  const CHANGED = "It was changed meanwhile. Load the page again.";
  if (question.kind !== answer.kind) return CHANGED;
  if (question.kind === "choice" && answer.kind === "choice") {
    if (answer.chosen.some((id) => !question.options.some((option) => option.id === id))) return CHANGED;
    if (!question.isSeveral && answer.chosen.length > 1) {
      return `One option is chosen here, got ${answer.chosen.length}.`;
    }
  }
  if (question.kind === "number" && answer.kind === "number") {
    const read = readAnswerNumber(answer.text, question.unit);
    return read.ok ? null : read.reason;
  }
  if (question.kind === "cell" && answer.kind === "cell" && question.matrix.kind === "given") {
    const { rows, columns } = question.matrix.of;
    if (!rows.includes(answer.row) || !columns.includes(answer.column)) return CHANGED;
  }
  if (question.kind === "detection" && answer.kind === "detection") {
    return sizeProblem(question.picture.size, answer.size);
  }
  if (question.kind === "mask" && answer.kind === "mask") {
    return sizeProblem(question.picture.size, answer.mask);
  }
  return null;
}
