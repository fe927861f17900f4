import type { Readable } from "node:stream";
import type { RgbPicture } from "#models/vision/resize-bilinear.ts";
import { AppError } from "#server/platform/errors.ts";
import { MOST_VISION_PIXELS } from "../decode-rgb.ts";

/** As ffmpeg writes it: no comment, one byte a colour. */
const HEAD = /^P6\n(\d{1,6}) (\d{1,6})\n255\n/;
const LONGEST_HEAD = 24;

/** Pictures of a stream of binary PPM, one after the other. What is cut short at its end is left out. @throws AppError INVALID_INPUT */
export async function* ppmFrames(stream: Readable): AsyncGenerator<RgbPicture> {
  let waiting: Buffer[] = [];
  let held = 0;
  let wanted = LONGEST_HEAD;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    waiting.push(chunk);
    held += chunk.length;
    if (held < wanted) continue;
    let bytes = Buffer.concat(waiting);
    for (;;) {
      const head = HEAD.exec(bytes.toString("latin1", 0, LONGEST_HEAD));
      if (head === null) {
        if (bytes.length >= LONGEST_HEAD) throw new AppError("INVALID_INPUT", "It cannot be decoded.");
        wanted = LONGEST_HEAD;
        break;
      }
      const [width, height] = [Number(head[1]), Number(head[2])];
      if (width * height > MOST_VISION_PIXELS) {
        throw new AppError(
          "INVALID_INPUT",
          `It has ${width} x ${height} pixels, 24 megapixels are the limit.`,
        );
      }
      const end = head[0].length + 3 * width * height;
      if (bytes.length < end) {
        wanted = end;
        break;
      }
      yield { pixels: bytes.subarray(head[0].length, end), width, height };
      bytes = bytes.subarray(end);
    }
    waiting = [bytes];
    held = bytes.length;
  }
}
