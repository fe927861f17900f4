import { clipBox, type Box, type Size } from "./box.ts";
import { roundHalfToEven } from "./round-half-to-even.ts";

/** Where a picture lies in a network's input: scaled by `scale` to width x height, its corner at left, top. */
export type Letterbox = { scale: number; left: number; top: number; width: number; height: number };

/** `centre` as Ultralytics does it, `corner` (top left) as YOLOX does. */
export type LetterboxAlign = "centre" | "corner";

/** Fits a picture into an input without changing its proportions. Both sizes in pixels. */
export function letterboxOf(picture: Size, input: Size, align: LetterboxAlign): Letterbox {
  const scale = Math.min(input.width / picture.width, input.height / picture.height);
  if (align === "corner") {
    const width = Math.max(1, Math.trunc(picture.width * scale));
    const height = Math.max(1, Math.trunc(picture.height * scale));
    return { scale, left: 0, top: 0, width, height };
  }
  const width = Math.max(1, roundHalfToEven(picture.width * scale));
  const height = Math.max(1, roundHalfToEven(picture.height * scale));
  // The half pixel goes to the right and to the bottom.
  const left = Math.max(0, Math.round((input.width - width) / 2 - 0.1));
  const top = Math.max(0, Math.round((input.height - height) / 2 - 0.1));
  return { scale, left, top, width, height };
}

/** A box of the input as one of the picture, cut off at the picture's edges. */
export function boxInPicture(box: Box, { scale, left, top }: Letterbox, picture: Size): Box {
  const back = {
    left: (box.left - left) / scale,
    top: (box.top - top) / scale,
    right: (box.right - left) / scale,
    bottom: (box.bottom - top) / scale,
  };
  return clipBox(back, picture);
}
