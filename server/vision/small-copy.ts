import { explainDecoding, openPicture } from "#server/datasets/import/pictures/open-picture.ts";
import { AppError } from "#server/platform/errors.ts";
import { MOST_VISION_PIXELS } from "./decode-rgb.ts";

/**
 * A JPEG of a picture as it is seen, whose longer side has at most `side` pixels, without what its file says of place and camera.
 * @throws AppError INVALID_INPUT for what cannot be decoded.
 */
export async function smallCopy(bytes: Uint8Array, side: number): Promise<Buffer> {
  try {
    const picture = await openPicture(bytes, {
      maxPixels: MOST_VISION_PIXELS,
      asSeen: true,
      isLenient: true,
    });
    return await picture
      .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .toColourspace("srgb")
      .jpeg({ quality: 78 })
      .toBuffer();
  } catch (cause) {
    const error = explainDecoding(cause, MOST_VISION_PIXELS);
    throw new AppError("INVALID_INPUT", `This picture ${error.message}.`, { cause });
  }
}
