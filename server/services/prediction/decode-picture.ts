import sharp from "sharp";
import type { PictureShape } from "#models/datasets/descriptor.ts";
import { AppError } from "#server/platform/errors.ts";

const FORMATS = new Set(["png", "jpeg", "webp"]);
const MAX_PIXELS = 50_000_000;

/**
 * An uploaded picture as the dataset's images are: its centre square, scaled to height x width, RGB bytes.
 * @throws AppError INVALID_INPUT for what is no PNG, JPEG or WebP, or is broken, or has too many pixels.
 */
export async function decodePicture(
  bytes: Uint8Array,
  [height, width, channels]: PictureShape,
): Promise<Buffer> {
  if (channels > 3) {
    throw new AppError(
      "INVALID_INPUT",
      "This network wants a sequence of pictures, and received one picture.",
    );
  }
  try {
    const picture = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error" });
    const { format } = await picture.metadata();
    if (!FORMATS.has(format)) throw new Error(`The format ${format} is not taken`);
    return await picture
      .autoOrient()
      .resize(width, height, { fit: "cover", position: "centre" })
      .flatten({ background: "#000000" })
      .toColourspace("srgb")
      .removeAlpha()
      .raw()
      .toBuffer();
  } catch (cause) {
    throw new AppError(
      "INVALID_INPUT",
      "This picture could not be read. A PNG, JPEG or WebP of up to 50 million pixels works.",
      { cause },
    );
  }
}
