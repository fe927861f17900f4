import { expect, test } from "vitest";
import type { Answers } from "#models/exercises/questions/answer.ts";
import { keepAnswers, readAnswers } from "./answer-drafts.ts";

function storage(kept = new Map<string, string>()) {
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  };
}
const answers: Answers = { why: { kind: "text", text: "Because" } };

test("what was answered is there again, for the same person alone", () => {
  const browser = storage();
  expect(keepAnswers(browser, { exerciseId: "e", userId: "a", answers })).toBe(true);
  expect(readAnswers(browser, "e", "a")).toEqual(answers);
  expect(readAnswers(browser, "e", "b")).toEqual({});
});

test("a browser that is full or holds something else loses nothing but the draft", () => {
  const full = {
    getItem: () => "{",
    setItem: () => {
      throw new Error("full");
    },
  };
  expect(keepAnswers(full, { exerciseId: "e", userId: "a", answers })).toBe(false);
  expect(readAnswers(full, "e", "a")).toEqual({});
});
