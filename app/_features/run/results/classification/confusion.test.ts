import { expect, test } from "vitest";
import { cellSentence, confusionCells, heat, moveCell, topConfusions } from "./confusion.ts";

const classes = ["River", "Highway", "SeaLake"];
const cells = confusionCells([
  [588, 12, 0],
  [1, 3, 0],
  [0, 0, 0],
]);

test("shares are of the actual class, and an empty class has none", () => {
  expect(cells[0]?.map((cell) => cell.share)).toEqual([0.98, 0.02, 0]);
  expect(cells[1]?.map((cell) => cell.share)).toEqual([0.25, 0.75, 0]);
  expect(cells[2]?.map((cell) => cell.share)).toEqual([0, 0, 0]);
});

test("a cell is told in words", () => {
  expect(cellSentence(cells[0]![1]!, 600, classes)).toBe("12 of 600 River tiles were called Highway");
  expect(cellSentence(cells[1]![0]!, 4, classes)).toBe("1 of 4 Highway tiles was called River");
  expect(cellSentence(cells[0]![0]!, 600, classes)).toBe("588 of 600 River tiles were recognised");
  expect(cellSentence(cells[0]![2]!, 600, classes)).toBe("0 of 600 River tiles were called Sea Lake");
});

test("the most frequent confusions leave out the diagonal and the zeros", () => {
  expect(topConfusions(cells, 5).map(({ actual, predicted }) => [actual, predicted])).toEqual([
    [0, 1],
    [1, 0],
  ]);
});

test("keys move within the square", () => {
  expect(moveCell({ row: 0, column: 0 }, "ArrowUp", 3)).toEqual({ row: 0, column: 0 });
  expect(moveCell({ row: 1, column: 1 }, "ArrowRight", 3)).toEqual({ row: 1, column: 2 });
  expect(moveCell({ row: 2, column: 0 }, "End", 3)).toEqual({ row: 2, column: 2 });
  expect(moveCell({ row: 1, column: 1 }, "Tab", 3)).toBeNull();
});

test("heat grows with the share and stays within 0..1", () => {
  expect([0, 0.25, 1, 2].map(heat)).toEqual([0, 0.5, 1, 1]);
});
