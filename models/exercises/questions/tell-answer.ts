import type { Answer } from "./answer.ts";
import type { AnswerKey, CellRule } from "./answer-key.ts";
import type { Matrix, Question } from "./question.ts";
import { rightCells, type Cell } from "./right-cells.ts";
import { tellVisionAnswer, tellVisionKey } from "./tell-vision.ts";

const tellCell = ({ row, column }: Cell) => `row ${row}, column ${column}`;
const withUnit = (number: string, unit: string) =>
  unit === "" || number.endsWith(unit) ? number : `${number} ${unit}`;

function tellOptions(question: Extract<Question, { kind: "choice" }>, ids: readonly string[]): string {
  return ids
    .map((id) => question.options.find((option) => option.id === id)?.text ?? "an option that is gone")
    .join("; ");
}

/** What was answered, in words; empty where nothing was. */
export function tellAnswer(question: Question, answer: Answer | undefined): string {
  if (answer === undefined) return "";
  switch (answer.kind) {
    case "choice":
      return question.kind === "choice" ? tellOptions(question, answer.chosen) : "";
    case "number":
      return withUnit(answer.text, question.kind === "number" ? question.unit : "");
    case "cell":
      return tellCell(answer);
    case "text":
      return answer.text;
    case "detection":
    case "mask":
    case "video-count":
      return tellVisionAnswer(answer);
  }
}

const RULES = {
  "largest-mistake": "the largest value off the diagonal",
  "taken-for": "the largest mistake in the row of",
  "mistaken-for": "the largest mistake in the column of",
} as const;

function tellRule(rule: CellRule): string {
  if (rule.kind === "cells") return rule.cells.map(tellCell).join(" or ");
  return rule.kind === "largest-mistake" ? RULES[rule.kind] : `${RULES[rule.kind]} ${rule.className}`;
}

/** What is right, in words. @param ownMatrix of the run that was handed in; null where there is none. */
export function tellKey(question: Question, key: AnswerKey | undefined, ownMatrix: Matrix | null): string {
  if (key === undefined || key.kind !== question.kind) return "";
  switch (key.kind) {
    case "choice":
      return question.kind === "choice" ? tellOptions(question, key.right) : "";
    case "number": {
      const { kind, by } = key.tolerance;
      const unit = question.kind === "number" ? question.unit : "";
      const within = kind === "absolute" ? withUnit(String(by), unit) : `${Number((by * 100).toFixed(6))} %`;
      return `${withUnit(String(key.value), unit)}${by === 0 ? "" : `, give or take ${within}`}`;
    }
    case "cell": {
      const matrix =
        question.kind === "cell" && question.matrix.kind === "given" ? question.matrix.of : ownMatrix;
      return matrix === null ? tellRule(key.rule) : rightCells(matrix, key.rule).map(tellCell).join(" or ");
    }
    case "text":
      return key.message;
    case "detection":
    case "mask":
    case "video-count":
      return tellVisionKey(key);
  }
}
