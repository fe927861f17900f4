import { expect, test } from "vitest";
import { answerKeys } from "#models/exercises/questions/answer-key.ts";
import { newQuestion, QUESTION_KINDS } from "./new-question.ts";

test("each kind begins with an id of its own and a key of its kind", () => {
  for (const kind of QUESTION_KINDS) {
    const first = newQuestion(kind, [], true);
    const second = newQuestion(kind, [first.question], false);
    expect(second.question.id).not.toBe(first.question.id);
    expect(second.key.kind).toBe(kind);
    expect(answerKeys.safeParse({ [second.question.id]: second.key }).success).toBe(true);
  }
});
