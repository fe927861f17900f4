import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answer } from "./answer.ts";
import { answers as answersSchema } from "./answer.ts";
import { answerKeys, type AnswerKey } from "./answer-key.ts";
import { cleanAnswers } from "./clean-answers.ts";
import { inOwnOrder } from "./in-own-order.ts";
import { answerPointsOf, judgeAnswers } from "./judge-answers.ts";
import { keysProblem } from "./keys-problem.ts";
import { question as questionSchema, type Matrix, type Question } from "./question.ts";
import { readAnswerNumber } from "./read-answer-number.ts";
import { rightCells } from "./right-cells.ts";
import { tellAnswer, tellKey } from "./tell-answer.ts";

const names = ["Forest", "River", "Highway"];
// Of rivers 3 are called Highway and 1 Forest; of forests 4 are called River, of highways 2.
const MATRIX: Matrix = {
  rows: names,
  columns: names,
  values: [
    [90, 4, 0],
    [1, 80, 3],
    [0, 2, 70],
  ],
};

const several: Question = {
  id: "q",
  kind: "choice",
  prompt: "Which are layers?",
  points: 6,
  options: ["a", "b", "c", "d"].map((id) => ({ id, text: id.toUpperCase() })),
  isSeveral: true,
  isShuffled: false,
};
const severalKey: AnswerKey = { kind: "choice", right: ["a", "b", "c"], isPartial: true, message: "" };
const number: Question = { id: "q", kind: "number", prompt: "How many?", points: 2, unit: "km" };
const numberKey = (value: number, by: number, kind: "absolute" | "relative" = "absolute"): AnswerKey => ({
  kind: "number",
  value,
  tolerance: { kind, by },
  message: "",
});
const cell: Question = { id: "q", kind: "cell", prompt: "Which?", points: 2, matrix: { kind: "own-run" } };

function pointsFor(question: Question, key: AnswerKey, answer?: Answer, ownMatrix: Matrix | null = null) {
  const answers = answer === undefined ? {} : { q: answer };
  return judgeAnswers({ questions: [question], keys: { q: key }, answers, ownMatrix })[0];
}

describe("a number as it was typed", () => {
  test.each([
    ["1,5", 1.5],
    ["1.5", 1.5],
    [" 1.5 km", 1.5],
    ["-0,125", -0.125],
    ["\u22123", -3],
    ["3.142", 3.142],
    ["0,813", 0.813],
    ["1.234,5", 1234.5],
    ["1,234.5", 1234.5],
    ["1,234,567", 1_234_567],
    ["12 500", 12_500],
    ["12\u00A0500,25", 12_500.25],
    ["1e-3", 0.001],
    [".5", 0.5],
  ])("%j is %d", (text, value) => {
    expect(readAnswerNumber(text, "km")).toEqual({ ok: true, value });
  });

  test.each([
    ["1,500", /two ways. Write 1500 or 1.500/],
    ["NaN", /Expected a number/],
    ["Infinity", /Expected a number/],
    ["1e9999", /larger than any number/],
    ["", /Expected a number/],
    ["1.2.3", /Expected a number/],
    ["1,2,3.4", /Expected a number/],
    ["0x10", /Expected a number/],
    ["12 cm", /Expected a number/],
    ["9".repeat(5000), /larger than any number/],
  ])("%j is refused in words", (text, reason) => {
    expect(readAnswerNumber(text, "km")).toMatchObject({ ok: false, reason: expect.stringMatching(reason) });
  });

  test("whatever is written with a point is read as it was", () => {
    const any = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(any, (value) => {
        expect(readAnswerNumber(String(value), "")).toEqual({ ok: true, value: value + 0 });
      }),
    );
  });
});

describe("judging", () => {
  test.each([
    [["a", "b", "c"], 6, true],
    [["a", "b"], 4, false],
    [["a", "b", "c", "d"], 4, false],
    [["a", "d"], 0, false],
    [["d"], 0, false],
  ])("of several right ones %j gets %d points", (chosen, points, isRight) => {
    expect(pointsFor(several, severalKey, { kind: "choice", chosen })).toEqual({
      questionId: "q",
      points,
      isRight,
    });
    const isWhole = chosen.length === 3 && points === 6;
    const whole = { ...severalKey, isPartial: false };
    expect(pointsFor(several, whole, { kind: "choice", chosen })?.points).toBe(isWhole ? 6 : 0);
  });

  test.each([
    [numberKey(0.3, 0), "0,3", true],
    [numberKey(0.3, 0), "0.30001", false],
    [numberKey(100, 0.05, "relative"), "105", true],
    [numberKey(100, 0.05, "relative"), "94.9", false],
    [numberKey(-2, 0.5), "-2,5", true],
    [numberKey(0, 0.1, "relative"), "0.01", false],
    [numberKey(1, 1e300), "Infinity", false],
    [numberKey(1500, 0), "1,500", false],
  ])("%j, answered %j: %s", (key, text, isRight) => {
    expect(pointsFor(number, key, { kind: "number", text })?.isRight).toBe(isRight);
  });

  test("sums of decimals are not further off than they are", () => {
    expect(pointsFor(number, numberKey(0.1 + 0.2, 0), { kind: "number", text: "0.3" })?.isRight).toBe(true);
  });

  test.each([
    [{ kind: "mistaken-for", className: "River" }, "Forest", "River", true],
    [{ kind: "mistaken-for", className: "River" }, "River", "River", false],
    [{ kind: "taken-for", className: "River" }, "River", "Highway", true],
    [{ kind: "largest-mistake" }, "Forest", "River", true],
    [{ kind: "largest-mistake" }, "Forest", "Forest", false],
  ] as const)("a cell by %j: %s, %s is %s", (rule, row, column, isRight) => {
    const key: AnswerKey = { kind: "cell", rule, message: "" };
    expect(pointsFor(cell, key, { kind: "cell", row, column }, MATRIX)?.isRight).toBe(isRight);
    const given: Question = { ...cell, kind: "cell", matrix: { kind: "given", of: MATRIX } };
    expect(pointsFor(given, key, { kind: "cell", row, column })?.isRight).toBe(isRight);
  });

  test("equal cells are all right, and a matrix without the class tells nothing", () => {
    const none = { ...MATRIX, values: MATRIX.values.map((row) => row.map(() => 0)) };
    expect(rightCells(none, { kind: "taken-for", className: "River" })).toHaveLength(2);
    const key: AnswerKey = { kind: "cell", rule: { kind: "taken-for", className: "Lake" }, message: "" };
    const answer = { kind: "cell", row: "River", column: "Forest" } as const;
    expect(pointsFor(cell, key, answer, MATRIX)).toEqual({ questionId: "q", isRight: null, points: 0 });
    expect(pointsFor(cell, key, answer, null)).toEqual({ questionId: "q", isRight: null, points: 0 });
  });

  test("what is not answered gets nothing, and a text waits for a person", () => {
    expect(pointsFor(several, severalKey)).toEqual({ questionId: "q", isRight: false, points: 0 });
    const text: Question = { id: "q", kind: "text", prompt: "Why?", points: 3 };
    const results = [pointsFor(text, { kind: "text", message: "" }, { kind: "text", text: "So." })!];
    expect(results).toEqual([{ questionId: "q", isRight: null, points: null }]);
    expect(answerPointsOf(results)).toBe(0);
  });

  test("an answer of another kind, or a key that lost its only right option, earns nothing", () => {
    expect(pointsFor(number, numberKey(1, 0), { kind: "text", text: "1" })?.points).toBe(0);
    const gone: AnswerKey = { kind: "choice", right: ["z"], isPartial: true, message: "" };
    expect(pointsFor(several, gone, { kind: "choice", chosen: [] })).toMatchObject({
      isRight: null,
      points: 0,
    });
  });
});

describe("at the door", () => {
  test("empty answers are left out, and order does not matter", () => {
    const other: Question = { ...number, id: "n" };
    const cleaned = cleanAnswers([several, other], {
      n: { kind: "number", text: "" },
      q: { kind: "choice", chosen: ["b", "a", "b"] },
    });
    expect(cleaned).toEqual({ ok: true, answers: { q: { kind: "choice", chosen: ["a", "b"] } } });
  });

  test.each([
    [several, { kind: "choice", chosen: ["z"] }, /Question 1: It was changed/],
    [{ ...several, isSeveral: false }, { kind: "choice", chosen: ["a", "b"] }, /One option is chosen/],
    [number, { kind: "number", text: "1,500" }, /Question 1: .*two ways/],
    [number, { kind: "text", text: "?" }, /changed meanwhile/],
  ] as [Question, Answer, RegExp][])("%j does not take %j", (question, answer, reason) => {
    expect(cleanAnswers([question], { q: answer })).toMatchObject({ reason: expect.stringMatching(reason) });
    expect(cleanAnswers([], { q: answer })).toMatchObject({
      reason: expect.stringMatching(/changed meanwhile/),
    });
  });

  test.each([
    ["a huge text", { q: { kind: "text", text: "a".repeat(4001) } }],
    ["a zero character", { q: { kind: "text", text: "\0" } }],
    ["a prototype", JSON.parse('{"__proto__":{"kind":"text","text":"a"}}')],
    [
      "many answers",
      Object.fromEntries(Array.from({ length: 31 }, (_, n) => [`q${n}`, { kind: "text", text: "a" }])),
    ],
  ])("%s is refused", (_, given) => {
    const parsed = answersSchema.safeParse(given);
    expect(parsed.success && Object.keys(parsed.data).length > 0).toBe(false);
  });

  test.each([
    [several, undefined, /Say what is right/],
    [several, { ...severalKey, right: [] }, /Mark what is right/],
    [{ ...several, isSeveral: false }, severalKey, /one is right/],
    [several, { ...severalKey, right: ["z"] }, /not one of the options/],
    [cell, { kind: "cell", rule: { kind: "largest-mistake" }, message: "" }, /only where a network/],
    [
      { ...cell, matrix: { kind: "given", of: MATRIX } },
      { kind: "cell", rule: { kind: "taken-for", className: "Lake" }, message: "" },
      /No cell/,
    ],
  ] as [Question, AnswerKey | undefined, RegExp][])("%j cannot be judged by %j", (question, key, reason) => {
    const asked = { questions: [question], isNetworkAsked: false };
    expect(keysProblem(asked, key === undefined ? {} : { q: key })).toMatch(reason);
  });

  test("a key that is not finite, and a matrix with a hole, are refused", () => {
    expect(answerKeys.safeParse({ q: numberKey(Number.NaN, 0) }).success).toBe(false);
    expect(answerKeys.safeParse({ q: numberKey(1, Number.POSITIVE_INFINITY) }).success).toBe(false);
    const holed = { ...MATRIX, values: MATRIX.values.slice(1) };
    expect(questionSchema.safeParse({ ...cell, matrix: { kind: "given", of: holed } }).success).toBe(false);
  });
});

test("answers and what is right are told in words", () => {
  expect(tellAnswer(several, { kind: "choice", chosen: ["a", "z"] })).toBe("A; an option that is gone");
  expect(tellKey(several, severalKey, null)).toBe("A; B; C");
  expect(tellKey(number, numberKey(2, 0.05, "relative"), null)).toBe("2 km, give or take 5 %");
  const key: AnswerKey = { kind: "cell", rule: { kind: "mistaken-for", className: "River" }, message: "" };
  expect(tellKey(cell, key, null)).toBe("the largest mistake in the column of River");
  expect(tellKey(cell, key, MATRIX)).toBe("row Forest, column River");
});

test("each person has an order of their own, and keeps it", () => {
  const orders = Array.from({ length: 40 }, (_, n) =>
    inOwnOrder(several.kind === "choice" ? several.options : [], `person-${n}`)
      .map(({ id }) => id)
      .join(""),
  );
  expect(new Set(orders).size).toBeGreaterThan(8);
  expect(orders[3]).toBe(
    inOwnOrder([...several.options].toReversed(), "person-3")
      .map(({ id }) => id)
      .join(""),
  );
});
