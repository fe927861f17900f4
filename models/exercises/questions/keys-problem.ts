import type { AnswerKey, AnswerKeys } from "./answer-key.ts";
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
  return null;
}
