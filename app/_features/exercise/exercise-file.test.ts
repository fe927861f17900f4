import { expect, test } from "vitest";
import { EXERCISE_TEMPLATES } from "#models/exercises/templates.ts";
import type { ExerciseDetails } from "#server/contract/exercise.ts";
import { exerciseFileText } from "./exercise-file-text.ts";
import { readExerciseFile } from "./read-exercise-file.ts";

const fileOf = (text: string, size = text.length) => ({ size, text: async () => text });

test("what is exported is what is read", async () => {
  const { title, content, keys, handIn } = EXERCISE_TEMPLATES[4]!;
  expect(Object.keys(keys)).toHaveLength(4);
  const text = exerciseFileText({ title, content, keys, handIn } as ExerciseDetails) ?? "";
  expect(await readExerciseFile(fileOf(text))).toEqual({
    ok: true,
    file: { format: "strata-exercise", version: 1, title, content, keys, handIn },
  });
});

test.each([
  ["no JSON", "PK", undefined, /no JSON/],
  ["another JSON", "{}", undefined, /strata-exercise/],
  ["too much", "{}", 2 ** 21, /1 MB/],
])("%s is refused in words", async (_, text, size, reason) => {
  expect(await readExerciseFile(fileOf(text, size))).toMatchObject({
    ok: false,
    reason: expect.stringMatching(reason),
  });
});
