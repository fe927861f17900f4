import { expect, test } from "vitest";
import { MAX_ROSTER_LINES } from "#server/contract/roster.ts";
import { readRoster } from "./read.ts";

const linesOf = (text: string) => readRoster(text).people.map(({ name, email }) => [name, email]);

test.each([
  ["Ada One,ada@uni.test\nBen Two,BEN@uni.test\n"],
  ["\uFEFFname;email\r\nAda One;ada@uni.test\r\nBen Two;ben@uni.test\r\n"],
  ["E-Mail\tGroup\tName\nada@uni.test\tA\tAda One\n\nben@uni.test\tB\t Ben Two "],
  ['"Ada One",ada@uni.test\n,\n"Ben Two","ben@uni.test"'],
])("a roster with a line of titles or none, and any of the usual delimiters: %j", (text) => {
  expect(linesOf(text)).toEqual([
    ["Ada One", "ada@uni.test"],
    ["Ben Two", "ben@uni.test"],
  ]);
});

test("each bad line is told by its number, and the others are read", () => {
  const { people, problems } = readRoster(
    [
      "name,email",
      "Ada,ada@uni.test",
      "Ben,ben at uni",
      ",cem@uni.test",
      "Ada again,ADA@uni.test",
      "Dua",
    ].join("\n"),
  );
  expect(people).toEqual([{ line: 2, name: "Ada", email: "ada@uni.test" }]);
  expect(problems).toEqual([
    { line: 3, message: "This is no e-mail address: “ben at uni”." },
    { line: 4, message: "The name is missing." },
    { line: 5, message: "ada@uni.test stands on line 2 already." },
    { line: 6, message: "This is no e-mail address: “”." },
  ]);
});

test("what is no CSV, and too many people, are refused as a whole", () => {
  expect(readRoster('Ada,ada@uni.test\n"Ben,ben@uni.test')).toMatchObject({ people: [], problems: [{}] });
  const many = Array.from({ length: MAX_ROSTER_LINES + 2 }, (_, n) => `P${n},p${n}@uni.test`).join("\n");
  expect(readRoster(many)).toMatchObject({
    people: [],
    problems: [{ message: expect.stringMatching(/1,002/) }],
  });
  expect(readRoster("")).toEqual({ people: [], problems: [] });
});
