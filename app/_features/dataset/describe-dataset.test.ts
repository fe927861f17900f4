import { expect, test } from "vitest";
import { EUROSAT } from "#models/datasets/eurosat.ts";
import { exampleCount, inputText, sizeText, taskText } from "./describe-dataset.ts";

test("a dataset is told in a few words", () => {
  expect(taskText(EUROSAT)).toBe("Classification, 10 classes");
  expect(inputText(EUROSAT)).toBe("64 × 64 pixels, colour");
  expect(inputText({ inputShape: [28, 28, 1] })).toBe("28 × 28 pixels, grey");
  expect(inputText({ inputShape: [64, 48, 12], frames: 4 })).toBe("4 pictures of 48 × 64 pixels, colour");
  expect(inputText({ inputShape: [48, 3] })).toBe("48 steps of 3 columns");
  expect(exampleCount(EUROSAT)).toBe(27_000);
});

test.each([
  [1_540, "1.5 kB"],
  [331_776_000, "332 MB"],
  [1_540_000_000, "1.5 GB"],
])("%i bytes are %s", (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});
