import sharp from "sharp";
import { DatasetError } from "../dataset-error.ts";
import { explainDecoding, openPicture } from "./pictures/open-picture.ts";

export type TileShape = { width: number; height: number };

/** Decodes one image to uint8 RGB, height x width x 3, as stored: no colour profile, no rotation, no resizing. */
export async function decodeTile(bytes: Uint8Array, where: string, expected: TileShape): Promise<Uint8Array> {
  const maxPixels = expected.width * expected.height;
  try {
    const picture = await openPicture(bytes, { maxPixels, asSeen: false });
    const decoded = await picture
      .toColourspace("srgb")
      .removeAlpha()
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = decoded.info;
    if (width !== expected.width || height !== expected.height) throw wrongSize(expected, { width, height });
    if (channels !== 3)
      throw new DatasetError("SOURCE_BROKEN", `has ${channels} channels, expected 3 (red, green, blue)`);
    return decoded.data;
  } catch (cause) {
    const { code, message } = await explain(bytes, expected, cause);
    throw new DatasetError(code, `${where} ${message}`, { cause });
  }
}

async function explain(bytes: Uint8Array, expected: TileShape, cause: unknown): Promise<DatasetError> {
  const error = explainDecoding(cause, expected.width * expected.height);
  if (!error.message.startsWith("has more than")) return error;
  const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
  return wrongSize(expected, { width, height });
}

function wrongSize(expected: TileShape, found: TileShape): DatasetError {
  return new DatasetError(
    "SOURCE_BROKEN",
    `has ${found.width}x${found.height} pixels, expected ${expected.width}x${expected.height}`,
  );
}
