import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { designName } from "./design.ts";
import { displayName } from "./display-name.ts";
import { oneLine } from "./one-line.ts";

const UNSEEN = Array.from(
  "\u00AD\u034F\u061C\u115F\u1160\u180E\u200B\u200C\u200D\u200E\u200F\u2028\u202A\u202B\u202C\u202D\u202E\u2060\u2061" +
    "\u2064\u2066\u2067\u2068\u2069\u2800\u3164\uFE0F\uFEFF\uFFA0\uFFF9\u{E0041} \u00A0\t",
);
const unseen = fc.array(fc.constantFrom(...UNSEEN), { minLength: 1, maxLength: 20 });
const names = { displayName, designName };

describe.each(Object.entries(names))("%s", (_, schema) => {
  test("is refused where nothing of it can be seen", () => {
    fc.assert(
      fc.property(unseen, (characters) => {
        expect(schema.safeParse(characters.join("")).success).toBe(false);
      }),
    );
  });

  test("cannot be made to look like another by what cannot be seen", () => {
    const position = fc.nat({ max: 9 });
    const hidden = fc.constantFrom(
      ...Array.from("\u00AD\u200B\u200C\u200D\u200E\u200F\u202A\u202E\u2060\u2066\u2069\uFEFF"),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(position, hidden), { maxLength: 8 }), (inserted) => {
        const characters = Array.from("Ana López");
        for (const [at, character] of inserted) characters.splice(at, 0, character);
        expect(schema.parse(characters.join(""))).toBe("Ana López");
      }),
    );
  });

  test("never holds a character that turns the order of others, whatever comes", () => {
    const some = fc.string({ unit: "binary", maxLength: 30 });
    const turning = fc.constantFrom(
      ...Array.from("\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069"),
    );
    fc.assert(
      fc.property(some, turning, some, (before, character, after) => {
        const parsed = schema.safeParse(before + character + after);
        const name = parsed.success ? parsed.data : "refused";
        expect(name).not.toMatch(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u);
        expect(schema.parse(name)).toBe(name);
      }),
    );
  });
});

test.each([
  ["Persian, with a joiner that keeps letters apart", "می‌خواهم"],
  ["Devanagari, with one that binds them", "क्‍ष"],
  ["a family", "Team 👩‍👩‍👧"],
  ["a heart that is red", "❤️"],
  ["a flag of tags", "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}"],
  ["Hebrew", "שרה לוי"],
  ["a mark on a letter", "e\u0301"],
  ["digits", "1"],
])("%s stays as it is", (_, name) => {
  expect(oneLine.parse(name)).toBe(name);
});

test.each([
  ["two lines", "one\ntwo"],
  ["two paragraphs", "one\u2029two"],
  ["half of a pair", "\uD83D"],
  ["a mark on nothing", "\u0301"],
])("%s is refused", (_, name) => {
  expect(oneLine.safeParse(name).success).toBe(false);
});
