import sharp from "sharp";
import type { PictureColour, PictureFit } from "#models/datasets/import/import-options.ts";
import { DatasetError } from "../../dataset-error.ts";

export type PictureShape = { side: number; fit: PictureFit; colour: PictureColour };

const SHARP_FIT = { crop: "cover", pad: "contain", stretch: "fill" } as const;

/**
 * Decodes one picture, the first frame of several, turned as its EXIF data says, colours as sRGB, what is transparent
 * on white, to uint8 side x side x (3 or 1).
 * @throws DatasetError whose message is the reason alone, to be put after the file's name.
 */
export async function decodePicture(
  bytes: Uint8Array,
  { side, fit, colour }: PictureShape,
  maxPixels: number,
): Promise<Uint8Array> {
  const refusal = refusalOf(bytes);
  if (refusal !== undefined) throw new DatasetError("SOURCE_REFUSED", refusal);
  const decoded = await sharp(bytes, { limitInputPixels: maxPixels, failOn: "warning" })
    .autoOrient()
    .flatten({ background: "#ffffff" })
    .resize(side, side, { fit: SHARP_FIT[fit], background: "#000000" })
    .toColourspace(colour === "grey" ? "b-w" : "srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true })
    .catch((cause: unknown) => {
      throw explain(cause, maxPixels);
    });
  const channels = colour === "grey" ? 1 : 3;
  if (decoded.info.channels !== channels) {
    throw new DatasetError("SOURCE_BROKEN", `has ${decoded.info.channels} channels, expected ${channels}`);
  }
  return decoded.data;
}

function explain(cause: unknown, maxPixels: number): DatasetError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (/pixel limit/i.test(reason)) {
    const millions = Math.floor(maxPixels / 1e6);
    const most = millions > 0 ? `${millions} million` : String(maxPixels);
    return new DatasetError("SOURCE_REFUSED", `has more than ${most} pixels`, { cause });
  }
  return new DatasetError("SOURCE_BROKEN", `is broken: ${reason.split("\n")[0]}`, { cause });
}

const ARCHIVES = ["PK", "\u001f\u008b", "7z", "Rar!"];

/** Only what is meant to be decoded reaches libvips, which knows SVG and more. */
function refusalOf(bytes: Uint8Array): string | undefined {
  if (bytes.byteLength === 0) return "is empty";
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 32)).toString(
    "latin1",
  );
  if (/^\u00ff\u00d8\u00ff|^\u0089PNG|^GIF8[79]a|^II\*\0|^MM\0\*/.test(start)) return undefined;
  if (/^RIFF.{4}WEBP/s.test(start)) return undefined;
  if (start.slice(4, 8) === "ftyp") {
    if (/avi[fs]/.test(start.slice(8))) return undefined;
    return "is HEIC or a video, which cannot be decoded here: save it as JPEG";
  }
  if (ARCHIVES.some((mark) => start.startsWith(mark))) return "is an archive, not a picture";
  if (/^\s*<(?:\?xml|svg|!)/i.test(start)) return "is a drawing (SVG) or a page, not a picture of pixels";
  return "is no JPEG, PNG, WebP, AVIF, TIFF or GIF";
}
