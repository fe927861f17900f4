import type { PictureShape } from "#models/datasets/descriptor.ts";
import { DatasetError } from "#server/datasets/dataset-error.ts";
import { decodePicture as decode } from "#server/datasets/import/pictures/decode-picture.ts";
import { AppError } from "#server/platform/errors.ts";

export const MAX_PICTURE_PIXELS = 50_000_000;

/**
 * An uploaded picture as pictures become a dataset's: its centre square, scaled to height x width, bytes of RGB or of grey.
 * @throws AppError INVALID_INPUT that tells apart what is no picture, what is damaged and what has too many pixels.
 */
export async function decodePicture(
  bytes: Uint8Array,
  [height, width, channels]: PictureShape,
): Promise<Buffer> {
  if (channels !== 1 && channels !== 3) {
    throw new AppError(
      "INVALID_INPUT",
      "This network wants a sequence of pictures, and received one picture.",
    );
  }
  const shape = {
    size: [height, width],
    fit: "crop",
    colour: channels === 1 ? "grey" : "colour",
    isLenient: true,
  } as const;
  try {
    return Buffer.from(await decode(bytes, shape, MAX_PICTURE_PIXELS));
  } catch (cause) {
    if (!(cause instanceof DatasetError)) throw cause;
    throw new AppError("INVALID_INPUT", `This picture ${cause.message}.`, { cause });
  }
}
