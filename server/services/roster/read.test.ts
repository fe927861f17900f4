import { expect, test } from "vitest";
import { MAX_ROSTER_LINES } from "#server/contract/roster.ts";
import { readRoster } from "./read.ts";

const linesOf = (text: string) => readRoster(text).people.map(({ name, email }) => [name, email]);

test.each([
  ["Learner One,first@uni.test\nLearner Two,SECOND@uni.test\n"],
  ["\uFEFFname;email\r\nLearner One;first@uni.test\r\nLearner Two;second@uni.test\r\n"],
  ["E-Mail\tGroup\tName\nfirst@uni.test\tA\tLearner One\n\nsecond@uni.test\tB\t Learner Two "],
  ['"Learner One",first@uni.test\n,\n"Learner Two","second@uni.test"'],
])("a roster with a line of titles or none, and any of the usual delimiters: %j", (text) => {
  expect(linesOf(text)).toEqual([
    ["Learner One", "first@uni.test"],
    ["Learner Two", "second@uni.test"],
  ]);
});

test("each bad line is told by its number, and the others are read", () => {
  const { people, problems } = readRoster(
    [
      "name,email",
      "First,first@uni.test",
      "Second,second at uni",
      ",third@uni.test",
      "First again,FIRST@uni.test",
      "Fourth",
    ].join("\n"),
  );
  expect(people).toEqual([{ line: 2, name: "First", email: "first@uni.test" }]);
  expect(problems).toEqual([
    { line: 3, message: "This is no e-mail address: “second at uni”." },
    { line: 4, message: "The name is missing." },
    { line: 5, message: "first@uni.test stands on line 2 already." },
    { line: 6, message: "This is no e-mail address: “”." },
  ]);
});

test("what is no CSV, and too many people, are refused as a whole", () => {
  expect(readRoster('First,first@uni.test\n"Second,second@uni.test')).toMatchObject({
    people: [],
    problems: [{}],
  });
  const many = Array.from({ length: MAX_ROSTER_LINES + 2 }, (_, n) => `P${n},p${n}@uni.test`).join("\n");
  expect(readRoster(many)).toMatchObject({
    people: [],
    problems: [{ message: expect.stringMatching(/1,002/) }],
  });
  expect(readRoster("")).toEqual({ people: [], problems: [] });
});
