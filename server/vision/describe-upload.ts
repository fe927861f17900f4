import sharp from "sharp";
import type { VISION_MEDIA_TYPES } from "#server/contract/vision-picture.ts";
import { formatRefusal } from "#server/datasets/import/pictures/picture-format.ts";
import { AppError } from "#server/platform/errors.ts";
import { MOST_VISION_PIXELS } from "./decode-rgb.ts";

type UploadFacts = { width: number; height: number; mediaType: (typeof VISION_MEDIA_TYPES)[number] };

const TAKEN = "A picture is JPEG, PNG, WebP, AVIF or GIF here.";
const MEDIA_TYPES: Readonly<Record<string, UploadFacts["mediaType"]>> = {
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  heif: "image/avif",
  gif: "image/gif",
};

/**
 * What a picture says of itself; its pixels are not decoded.
 * @returns its sides as it is seen.
 * @throws AppError INVALID_INPUT for what is no such picture or has too many pixels.
 */
export async function describeUpload(bytes: Uint8Array): Promise<UploadFacts> {
  const refusal = formatRefusal(bytes);
  if (refusal !== undefined) throw notTaken(`This file ${refusal}. ${TAKEN}`);
  // Of datasets' pictures libvips reads it; here it has no use, and its headers are what attacks are made of.
  if (isTiff(bytes)) throw notTaken(`This file is TIFF. ${TAKEN}`);
  const { format, compression, autoOrient } = await sharp(bytes)
    .metadata()
    .catch((cause: unknown) => {
      throw notTaken("This is no picture, or a damaged one.", cause);
    });
  const mediaType = MEDIA_TYPES[format];
  if (mediaType === undefined || (format === "heif" && compression !== "av1")) {
    throw notTaken(TAKEN);
  }
  const { width, height } = autoOrient;
  if (width * height > MOST_VISION_PIXELS) {
    const [found, most] = [width * height, MOST_VISION_PIXELS].map((pixels) => (pixels / 1e6).toFixed(0));
    throw notTaken(
      `This picture has ${found} megapixels (${width} x ${height}), ${most} are the limit. Make it smaller.`,
    );
  }
  return { width, height, mediaType };
}

/** Of both byte orders (TIFF 6.0, section 2). */
function isTiff(bytes: Uint8Array): boolean {
  return ["II*\0", "MM\0*"].includes(Buffer.from(bytes.subarray(0, 4)).toString("latin1"));
}

function notTaken(message: string, cause?: unknown): AppError {
  return new AppError("INVALID_INPUT", message, { cause });
}
