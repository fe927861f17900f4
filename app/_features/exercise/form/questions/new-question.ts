import type { AnswerKey } from "#models/exercises/questions/answer-key.ts";
import type { Question, QuestionKind } from "#models/exercises/questions/question.ts";

export const QUESTION_LABELS: Record<QuestionKind, string> = {
  choice: "Choice",
  number: "Number",
  cell: "Cell of a matrix",
  text: "Free text",
  detection: "Detection on a picture",
  mask: "Mask of an object",
  "video-count": "Count over a video",
};

export const QUESTION_KINDS = Object.keys(QUESTION_LABELS) as QuestionKind[];

export type NewQuestion = { question: Question; key: AnswerKey };

/** A question of its kind with an id that no other has, and what is right about it, for an instructor to change. */
export function newQuestion(kind: QuestionKind, others: readonly Question[], isNetworkAsked: boolean) {
  const taken = new Set(others.map(({ id }) => id));
  let number = 1;
  while (taken.has(`question-${number}`)) number += 1;
  return beginningOf(kind, { id: `question-${number}`, prompt: "", points: 1 }, isNetworkAsked);
}

type Asked = { id: string; prompt: string; points: number };

function beginningOf(kind: QuestionKind, asked: Asked, isNetworkAsked: boolean): NewQuestion {
  switch (kind) {
    case "choice": {
      const options = ["option-1", "option-2"].map((id) => ({ id, text: "" }));
      return {
        question: { ...asked, kind, options, isSeveral: false, isShuffled: true },
        key: { kind, right: [], isPartial: false, message: "" },
      };
    }
    case "number":
      return {
        question: { ...asked, kind, unit: "" },
        key: { kind, value: 0, tolerance: { kind: "absolute", by: 0 }, message: "" },
      };
    case "cell": {
      const names = ["Forest", "River"];
      const given = {
        kind: "given" as const,
        of: {
          rows: names,
          columns: names,
          values: [
            [9, 1],
            [2, 8],
          ],
        },
      };
      return {
        question: { ...asked, kind, matrix: isNetworkAsked ? { kind: "own-run" } : given },
        key: { kind, rule: { kind: "mistaken-for", className: "River" }, message: "" },
      };
    }
    case "text":
      return { question: { ...asked, kind }, key: { kind, message: "" } };
    case "detection":
      return {
        question: { ...asked, kind, picture: { name: "", size: null } },
        key: { kind, objects: [], iou: 0.5, counts: [], isPartial: true, message: "" },
      };
    case "mask":
      return {
        question: { ...asked, kind, picture: { name: "", size: null } },
        key: { kind, mask: null, iou: 0.8, message: "" },
      };
    case "video-count":
      return {
        question: { ...asked, kind, video: "" },
        key: { kind, counts: [], isPartial: true, message: "" },
      };
  }
}
