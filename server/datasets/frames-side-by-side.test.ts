import { expect, test } from "vitest";
import { framesSideBySide } from "./frames-side-by-side.ts";

test("two frames of two channels stand side by side", () => {
  // 1 row of 2 pixels, each with two channels of the first frame and two of the second.
  const pixels = Uint8Array.of(1, 2, 11, 12, 3, 4, 13, 14);
  expect(framesSideBySide(pixels, [1, 2, 4], 2)).toEqual({
    pixels: Uint8Array.of(1, 2, 3, 4, 11, 12, 13, 14),
    height: 1,
    width: 4,
    channels: 2,
  });
});

test("one picture stays as it is, and frames that do not share the channels evenly are refused", () => {
  const pixels = Uint8Array.of(1, 2, 3);
  expect(framesSideBySide(pixels, [1, 1, 3]).pixels).toBe(pixels);
  expect(() => framesSideBySide(pixels, [1, 1, 3], 2)).toThrow(
    "3 channels cannot be shared out among 2 frames",
  );
});
