import { expect, test } from "vitest";
import { MAX_PICTURE_BYTES } from "#server/contract/own-input.ts";
import { centreSquare, pictureProblem } from "./check-picture.ts";

test.each([
  { type: "image/png", size: 10, name: "a.png" },
  { type: "image/jpeg", size: MAX_PICTURE_BYTES, name: "a.jpg" },
  { type: "image/webp", size: 10, name: "a.webp" },
  { type: "image/avif", size: 10, name: "a.avif" },
  { type: "image/gif", size: 10, name: "a.gif" },
  { type: "image/tiff", size: 10, name: "a.tif" },
  { type: "", size: 10, name: "A.TIFF" },
])("$name may be tried", (file) => {
  expect(pictureProblem(file)).toBeNull();
});

test.each([
  [{ type: "image/webp", size: MAX_PICTURE_BYTES + 1, name: "a.webp" }, /8 MB is the limit/],
  [{ type: "image/svg+xml", size: 10, name: "a.svg" }, /is no JPEG, PNG, WebP, AVIF, TIFF or GIF picture/],
  [{ type: "", size: 10, name: "notes" }, /is no JPEG, PNG, WebP, AVIF, TIFF or GIF picture/],
  [{ type: "image/heic", size: 10, name: "a.heic" }, /is HEIC, which cannot be decoded here/],
  [{ type: "", size: 10, name: "IMG_1.HEIC" }, /is HEIC, which cannot be decoded here/],
  [{ type: "image/png", size: 0, name: "a.png" }, /empty/],
])("%o is refused", (file, reason) => {
  expect(pictureProblem(file)).toMatch(reason);
});

test("the centre square of a wide and of a tall picture", () => {
  expect(centreSquare(300, 100)).toEqual({ left: 100, top: 0, size: 100 });
  expect(centreSquare(101, 200)).toEqual({ left: 0, top: 49, size: 101 });
});
