import { expect, test } from "vitest";
import { inputTensor } from "./input-tensor.ts";
import { YOLOX_INPUT } from "./preprocessing.ts";
import { resizeBilinear } from "./resize-bilinear.ts";

/** Red alone; green and blue are its neighbours' numbers and 0. */
function picture(rows: number[][]) {
  const [width, height] = [rows[0]!.length, rows.length];
  return { width, height, pixels: Uint8Array.from(rows.flat().flatMap((red) => [red, 255 - red, 0])) };
}
const reds = (pixels: Uint8Array) => [...pixels].filter((_, index) => index % 3 === 0);

// What cv2.resize(..., interpolation=cv2.INTER_LINEAR) gives.
test("takes the same two neighbours as OpenCV", () => {
  const wide = picture([[0, 100, 200, 50]]);
  expect(reds(resizeBilinear(wide, { width: 8, height: 1 }))).toEqual([0, 25, 75, 125, 175, 163, 88, 50]);
  expect(reds(resizeBilinear(wide, { width: 3, height: 1 }))).toEqual([17, 150, 75]);
});

test("halves by the mean of four", () => {
  const four = picture([
    [0, 1],
    [2, 4],
  ]);
  expect(reds(resizeBilinear(four, { width: 1, height: 1 }))).toEqual([2]);
});

test("YOLOX's input: blue first, bytes as they are, grey below and to the right", () => {
  const { data, letterbox } = inputTensor(picture([[7, 9]]), { width: 2, height: 2 }, YOLOX_INPUT);
  expect(letterbox).toEqual({ scale: 1, left: 0, top: 0, width: 2, height: 1 });
  expect([...data]).toEqual([0, 0, 114, 114, 248, 246, 114, 114, 7, 9, 114, 114]);
});
