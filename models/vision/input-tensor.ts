import type { Size } from "./box.ts";
import { letterboxOf, type Letterbox } from "./letterbox.ts";
import type { Preprocessing } from "./preprocessing.ts";
import { resizeBilinear, type RgbPicture } from "./resize-bilinear.ts";

/** Grey that detectors were trained with around a picture. */
const FILL = 114;

export type InputTensor = {
  /** float32 [1, 3, height, width]. */
  data: Float32Array;
  letterbox: Letterbox;
};

/** A picture as a network's input. */
export function inputTensor(picture: RgbPicture, input: Size, how: Preprocessing): InputTensor {
  const source = how.fit === "crop" ? centreOf(picture, input) : picture;
  const letterbox = letterboxOf(source, input, how.fit === "corner" ? "corner" : "centre");
  const pixels = resizeBilinear(source, letterbox);
  const plane = input.width * input.height;
  const data = new Float32Array(plane * 3);
  for (let channel = 0; channel < 3; channel += 1) {
    const from = how.colour === "rgb" ? channel : 2 - channel;
    const mean = how.mean[channel] ?? 0;
    const std = how.std[channel] ?? 1;
    data.fill((FILL - mean) / std, channel * plane, (channel + 1) * plane);
    for (let row = 0; row < letterbox.height; row += 1) {
      const start = channel * plane + (letterbox.top + row) * input.width + letterbox.left;
      for (let column = 0; column < letterbox.width; column += 1) {
        const value = pixels[(row * letterbox.width + column) * 3 + from] ?? 0;
        data[start + column] = (value - mean) / std;
      }
    }
  }
  return { data, letterbox };
}

/** The largest part around the centre that has the input's proportions. */
function centreOf({ pixels, width, height }: RgbPicture, input: Size): RgbPicture {
  const scale = Math.max(input.width / width, input.height / height);
  const part = {
    width: Math.min(width, Math.max(1, Math.round(input.width / scale))),
    height: Math.min(height, Math.max(1, Math.round(input.height / scale))),
  };
  const left = (width - part.width) >> 1;
  const top = (height - part.height) >> 1;
  const out = new Uint8Array(part.width * part.height * 3);
  for (let row = 0; row < part.height; row += 1) {
    const start = ((top + row) * width + left) * 3;
    out.set(pixels.subarray(start, start + part.width * 3), row * part.width * 3);
  }
  return { ...part, pixels: out };
}
