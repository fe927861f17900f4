import { expect, test } from "vitest";
import { boxInPicture, letterboxOf } from "./letterbox.ts";

const square = { width: 640, height: 640 };

// By hand, as Ultralytics' LetterBox and YOLOX's preproc do it.
test.each([
  { picture: [810, 1080], align: "centre", expected: { left: 80, top: 0, width: 480, height: 640 } },
  { picture: [1920, 1080], align: "centre", expected: { left: 0, top: 140, width: 640, height: 360 } },
  { picture: [641, 640], align: "centre", expected: { left: 0, top: 0, width: 640, height: 639 } },
  { picture: [810, 1080], align: "corner", expected: { left: 0, top: 0, width: 480, height: 640 } },
  { picture: [641, 640], align: "corner", expected: { left: 0, top: 0, width: 640, height: 639 } },
  { picture: [10_000, 1], align: "centre", expected: { left: 0, top: 319, width: 640, height: 1 } },
] as const)("$picture, $align", ({ picture: [width, height], align, expected }) => {
  expect(letterboxOf({ width, height }, square, align)).toMatchObject(expected);
});

test("a box comes back to where it was, cut off at the picture's edges", () => {
  const picture = { width: 1280, height: 720 };
  const letterbox = letterboxOf(picture, square, "centre");
  const back = boxInPicture({ left: 50, top: 150, right: 700, bottom: 180 }, letterbox, picture);
  expect(back).toEqual({ left: 100, top: 20, right: 1280, bottom: 80 });
});
