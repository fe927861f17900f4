import type { RgbPicture } from "#models/vision/resize-bilinear.ts";
import { explainDecoding, openPicture } from "#server/datasets/import/pictures/open-picture.ts";
import { AppError } from "#server/platform/errors.ts";

export const MOST_VISION_PIXELS = 24_000_000;

/**
 * A picture as it is seen: turned as its EXIF data says, its first frame, what is transparent on white, grey as colour.
 * @throws AppError INVALID_INPUT that tells apart what is no picture, what is damaged and what has too many pixels.
 */
export async function decodeRgb(bytes: Uint8Array): Promise<RgbPicture> {
  try {
    const picture = await openPicture(bytes, {
      maxPixels: MOST_VISION_PIXELS,
      // Detectors were trained on values as they are stored, whatever profile a picture has.
      asSeen: false,
      isLenient: true,
    });
    const { data, info } = await picture
      .autoOrient()
      .flatten({ background: "#ffffff" })
      .toColourspace("srgb")
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    return { pixels: data, width: info.width, height: info.height };
  } catch (cause) {
    const error = explainDecoding(cause, MOST_VISION_PIXELS);
    throw new AppError("INVALID_INPUT", `This picture ${error.message}.`, { cause });
  }
}
