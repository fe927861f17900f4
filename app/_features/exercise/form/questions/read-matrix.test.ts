import { expect, test } from "vitest";
import { matrixText, readMatrix } from "./read-matrix.ts";

const matrix = {
  rows: ["Forest", "River"],
  columns: ["Forest", "River"],
  values: [
    [9, 1],
    [2.5, 8],
  ],
};

test("what a spreadsheet copies is what is shown, with tabs or semicolons", () => {
  expect(readMatrix(matrixText(matrix))).toEqual({ ok: true, matrix });
  expect(readMatrix(";Forest;River\nForest;9;1\nRiver;2,5;8\n")).toEqual({ ok: true, matrix });
});

test.each([
  ["", /a line for each row/],
  ["\tA\tB\nA\t1", /Line 2: expected a value for each column, got 1 for 2/],
  ["\tA\nA\tmany", /Line 2: “many” is no number/],
])("%j is refused in words", (text, reason) => {
  expect(readMatrix(text)).toMatchObject({ ok: false, reason: expect.stringMatching(reason) });
});
