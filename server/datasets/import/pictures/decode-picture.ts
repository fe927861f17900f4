import type { PictureColour, PictureFit } from "#models/datasets/import/import-options.ts";
import { DatasetError } from "../../dataset-error.ts";
import { explainDecoding, openPicture } from "./open-picture.ts";

export type PictureShape = {
  /** Height and width. */
  size: readonly [number, number];
  fit: PictureFit;
  colour: PictureColour;
  /** Take what can be decoded with a warning: a camera's odd bytes, which one picture to be asked about may have. */
  isLenient?: boolean;
};

const SHARP_FIT = { crop: "cover", pad: "contain", stretch: "fill" } as const;

/**
 * Decodes one picture, the first frame of several, turned as its EXIF data says, colours as sRGB, what is transparent
 * on white, to uint8 height x width x (3 or 1).
 * @throws DatasetError whose message is the reason alone, to be put after the file's name.
 */
export async function decodePicture(
  bytes: Uint8Array,
  { size: [height, width], fit, colour, isLenient = false }: PictureShape,
  maxPixels: number,
): Promise<Uint8Array> {
  const picture = await openPicture(bytes, { maxPixels, asSeen: true, isLenient });
  const decoded = await picture
    .flatten({ background: "#ffffff" })
    .resize(width, height, { fit: SHARP_FIT[fit], background: "#000000" })
    .toColourspace(colour === "grey" ? "b-w" : "srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true })
    .catch((cause: unknown) => {
      throw explainDecoding(cause, maxPixels);
    });
  const channels = colour === "grey" ? 1 : 3;
  if (decoded.info.channels !== channels) {
    throw new DatasetError("SOURCE_BROKEN", `has ${decoded.info.channels} channels, expected ${channels}`);
  }
  return decoded.data;
}
