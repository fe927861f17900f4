import { expect, test } from "vitest";
import { missingText } from "./missing-text.ts";

const markOf = (reviewer: string | null, points: number | null) => ({
  id: "00000000-0000-4000-8000-000000000000",
  reviewer,
  points,
  comment: "",
  isFar: false,
});
const workOf = (...marks: ReturnType<typeof markOf>[]) => ({
  submissionId: "00000000-0000-4000-8000-000000000001",
  name: "A work",
  maxPoints: 10,
  proposal: null,
  grade: null,
  marks,
});

test("how much is marked, and who has not yet", () => {
  const works = [workOf(markOf("First", 3), markOf("Second", null)), workOf(markOf("Second", null))];
  expect(missingText(works, false)).toBe("1 of 3 marks given. Still to come: Second (2).");
  expect(missingText(works, true)).toBe("1 of 3 marks given. Missing: Second (2).");
  expect(missingText([workOf(markOf(null, 1))], true)).toBe("1 of 1 mark given.");
});
