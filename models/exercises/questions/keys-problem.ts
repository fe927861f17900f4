import type { Size } from "../../vision/box.ts";
import { rleArea } from "../../vision/mask/rle-overlap.ts";
import type { AnswerKey, AnswerKeys } from "./answer-key.ts";
import { sizeProblem } from "./clean-answers.ts";
import { rleOf } from "./kept-mask.ts";
import type { Question } from "./question.ts";
import { rightCells } from "./right-cells.ts";

type Asked = { questions: readonly Question[]; isNetworkAsked: boolean };

/** Why questions cannot be judged by these keys, in words; null where they can. */
export function keysProblem({ questions, isNetworkAsked }: Asked, keys: AnswerKeys): string | null {
  const ids = new Set(questions.map(({ id }) => id));
  if (Object.keys(keys).some((id) => !ids.has(id))) {
    return "There is an answer to a question that is not asked.";
  }
  for (const [place, question] of questions.entries()) {
    const problem = problemOf(question, keys[question.id], isNetworkAsked);
    if (problem !== null) return `Question ${place + 1}: ${problem}`;
  }
  return null;
}

function problemOf(question: Question, key: AnswerKey | undefined, isNetworkAsked: boolean): string | null {
  if (key === undefined || key.kind !== question.kind) return "Say what is right.";
  if (question.kind === "choice" && key.kind === "choice") {
    const { options, isSeveral } = question;
    if (key.right.some((id) => !options.some((option) => option.id === id)))
      return "The right option is not one of the options.";
    if (key.right.length === 0) return "Mark what is right.";
    if (!isSeveral && new Set(key.right).size > 1) return "Where one option is chosen, one is right.";
  }
  if (question.kind === "cell" && key.kind === "cell") {
    if (question.matrix.kind === "own-run") {
      if (!isNetworkAsked) return "A run's own matrix is there only where a network is handed in.";
      return null;
    }
    if (rightCells(question.matrix.of, key.rule).length === 0) return "No cell of the matrix is right.";
  }
  if (question.kind === "detection" && key.kind === "detection") {
    return wantedProblem(key, question.picture.size);
  }
  if (question.kind === "mask" && key.kind === "mask") {
    if (key.mask === null) return "Give the mask that is right.";
    if (rleArea(rleOf(key.mask)) === 0) return "The mask that is right holds nothing.";
    return sizeProblem(question.picture.size, key.mask);
  }
  if (key.kind === "video-count" && key.counts.length === 0) return "Say how many of a class are right.";
  return null;
}

type DetectionKey = Extract<AnswerKey, { kind: "detection" }>;

function wantedProblem({ objects, counts }: DetectionKey, size: Size | null): string | null {
  if (objects.length + counts.length === 0) return "Say which object is right, or how many of a class.";
  for (const { class: name, left, top, right, bottom } of objects) {
    if (right <= left || bottom <= top) {
      return `The box of “${name}” has no area: left is less than right, top less than bottom.`;
    }
    if (size !== null && (right > size.width || bottom > size.height)) {
      return `The box of “${name}” lies outside the picture of ${size.width} × ${size.height} pixels.`;
    }
  }
  return null;
}
