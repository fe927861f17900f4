import type { Answer, AnswerResult, Answers } from "./answer.ts";
import type { AnswerKey, AnswerKeys } from "./answer-key.ts";
import type { Matrix, Question } from "./question.ts";
import { isMaskRight, shareOfCounts, shareOfDetection } from "./judge-vision.ts";
import { readAnswerNumber } from "./read-answer-number.ts";
import { rightCells } from "./right-cells.ts";

type Answered = {
  questions: readonly Question[];
  keys: AnswerKeys;
  answers: Answers;
  /** The confusion matrix of the run that was handed in; null where it has none. */
  ownMatrix: Matrix | null;
};

/** What each question came to, in their order. What was not answered is wrong; free text waits for a person. */
export function judgeAnswers({ questions, keys, answers, ownMatrix }: Answered): AnswerResult[] {
  return questions.map((question) => {
    const { id: questionId, points } = question;
    const share = shareOf(question, { answer: answers[questionId], key: keys[questionId], ownMatrix });
    if (share === null) return { questionId, isRight: null, points: question.kind === "text" ? null : 0 };
    return { questionId, isRight: share === 1, points: points * share };
  });
}

export function answerPointsOf(results: readonly AnswerResult[]): number {
  return results.reduce((sum, { points }) => sum + (points ?? 0), 0);
}

type Given = { answer: Answer | undefined; key: AnswerKey | undefined; ownMatrix: Matrix | null };

/** Of the points, 0..1; null where it cannot be told. */
function shareOf(question: Question, { answer, key, ownMatrix }: Given): number | null {
  if (question.kind === "text") return null;
  if (key === undefined || key.kind !== question.kind) return null;
  if (answer === undefined || answer.kind !== question.kind) return 0;
  if (question.kind === "choice" && key.kind === "choice" && answer.kind === "choice") {
    const there = new Set(question.options.map(({ id }) => id));
    return shareOfChoice(new Set(answer.chosen), new Set(key.right.filter((id) => there.has(id))), key);
  }
  if (question.kind === "number" && key.kind === "number" && answer.kind === "number") {
    const read = readAnswerNumber(answer.text, question.unit);
    return read.ok && isWithin(read.value, key) ? 1 : 0;
  }
  if (question.kind === "cell" && key.kind === "cell" && answer.kind === "cell") {
    const matrix = question.matrix.kind === "given" ? question.matrix.of : ownMatrix;
    if (matrix === null) return null;
    const right = rightCells(matrix, key.rule);
    if (right.length === 0) return null;
    return right.some(({ row, column }) => row === answer.row && column === answer.column) ? 1 : 0;
  }
  if (key.kind === "detection" && answer.kind === "detection") return shareOfDetection(answer.boxes, key);
  if (key.kind === "mask" && answer.kind === "mask") return isMaskRight(answer.mask, key);
  if (key.kind === "video-count" && answer.kind === "video-count") return shareOfCounts(answer.counts, key);
  return null;
}

function shareOfChoice(
  chosen: ReadonlySet<string>,
  right: ReadonlySet<string>,
  { isPartial }: { isPartial: boolean },
): number | null {
  // An option that was taken out since may have been the only right one.
  if (right.size === 0) return null;
  const hits = [...chosen].filter((id) => right.has(id)).length;
  const misses = chosen.size - hits;
  if (isPartial) return Math.max(0, (hits - misses) / right.size);
  return hits === right.size && misses === 0 ? 1 : 0;
}

type NumberKey = Extract<AnswerKey, { kind: "number" }>;

function isWithin(value: number, { value: right, tolerance: { kind, by } }: NumberKey): boolean {
  const allowed = kind === "absolute" ? by : by * Math.abs(right);
  // 0.1 + 0.2 is not further from 0.3 than 0 allows.
  return Math.abs(value - right) <= allowed + 1e-12 * Math.max(Math.abs(right), Math.abs(value));
}
