import sharp from "sharp";
import { DatasetError } from "../dataset-error.ts";

const SIGNATURES: readonly (readonly number[])[] = [
  [0xff, 0xd8, 0xff], // JPEG
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0x49, 0x49, 0x2a, 0x00], // TIFF, little-endian
  [0x4d, 0x4d, 0x00, 0x2a], // TIFF, big-endian
];

export type TileShape = { width: number; height: number };

/** Decodes one image to uint8 RGB, height x width x 3, as stored: no colour profile, no rotation, no resizing. */
export async function decodeTile(bytes: Uint8Array, where: string, expected: TileShape): Promise<Uint8Array> {
  // libvips would read SVG and a dozen other formats, of which none is a satellite tile.
  if (!SIGNATURES.some((signature) => signature.every((byte, index) => bytes[index] === byte))) {
    throw new DatasetError("SOURCE_REFUSED", `${where} is not a JPEG, PNG or TIFF image`);
  }
  const decoded = await sharp(bytes, {
    limitInputPixels: expected.width * expected.height,
    failOn: "warning",
    ignoreIcc: true,
  })
    .toColourspace("srgb")
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(async (cause: unknown) => {
      throw await explain(bytes, where, expected, cause);
    });
  const { width, height, channels } = decoded.info;
  if (width !== expected.width || height !== expected.height)
    throw wrongSize(where, expected, { width, height });
  if (channels !== 3) {
    throw new DatasetError(
      "SOURCE_BROKEN",
      `${where} has ${channels} channels, expected 3 (red, green, blue)`,
    );
  }
  return decoded.data;
}

async function explain(
  bytes: Uint8Array,
  where: string,
  expected: TileShape,
  cause: unknown,
): Promise<DatasetError> {
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (/pixel limit/i.test(reason)) {
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
    return wrongSize(where, expected, { width, height });
  }
  return new DatasetError("SOURCE_BROKEN", `${where} is a broken image: ${reason}`, { cause });
}

function wrongSize(where: string, expected: TileShape, found: TileShape): DatasetError {
  return new DatasetError(
    "SOURCE_BROKEN",
    `${where}: expected ${expected.width}x${expected.height} pixels, got ${found.width}x${found.height}`,
  );
}
