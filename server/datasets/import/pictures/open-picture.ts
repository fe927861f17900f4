import sharp, { type Sharp, type SharpOptions } from "sharp";
import { DatasetError } from "../../dataset-error.ts";
import { formatRefusal } from "./picture-format.ts";

export type OpenPicture = {
  /** Width times height. */
  maxPixels: number;
  /** Turned as EXIF says, colours by the picture's own profile; else as the values are stored. */
  asSeen: boolean;
  /** Take what is decoded with a warning. What is cut short is refused all the same. */
  isLenient?: boolean;
};

/**
 * A picture to be decoded to RGB, the first frame of several. CMYK without a profile (or with `asSeen: false`, with any) becomes
 * RGB by the plain conversion, as in browsers and Pillow: libvips would take a printer's profile that nobody meant.
 * @throws DatasetError whose message is the reason alone, to be put after the file's name.
 */
export async function openPicture(
  bytes: Uint8Array,
  { maxPixels, asSeen, isLenient = false }: OpenPicture,
): Promise<Sharp> {
  const refusal = formatRefusal(bytes);
  if (refusal !== undefined) throw new DatasetError("SOURCE_REFUSED", refusal);
  const options: SharpOptions = {
    limitInputPixels: maxPixels,
    failOn: isLenient ? "error" : "warning",
    ignoreIcc: !asSeen,
  };
  const open = (): Sharp => (asSeen ? sharp(bytes, options).autoOrient() : sharp(bytes, options));
  if (!mayBeCmyk(bytes)) return open();
  const { space, hasProfile } = await sharp(bytes, options)
    .metadata()
    .catch((cause: unknown) => {
      throw explainDecoding(cause, maxPixels);
    });
  if (space !== "cmyk" || (asSeen && hasProfile)) return open();
  const { data, info } = await open()
    .pipelineColourspace("cmyk")
    .toColourspace("cmyk")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true })
    .catch((cause: unknown) => {
      throw explainDecoding(cause, maxPixels);
    });
  return sharp(rgbOf(data, info.channels), { raw: { width: info.width, height: info.height, channels: 3 } });
}

/** What libvips says, in a learner's words. */
export function explainDecoding(cause: unknown, maxPixels: number): DatasetError {
  if (cause instanceof DatasetError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (/pixel limit/i.test(reason)) {
    const millions = Math.floor(maxPixels / 1e6);
    const most = millions > 0 ? `${millions} million` : String(maxPixels);
    return new DatasetError("SOURCE_REFUSED", `has more than ${most} pixels`, { cause });
  }
  return new DatasetError("SOURCE_BROKEN", `is broken: ${reason.split("\n")[0]}`, { cause });
}

/** Adobe's markers aside, libvips gives 0 where there is no ink. Of four channels and more the first four are C, M, Y, K. */
function rgbOf(cmyk: Uint8Array, channels: number): Buffer {
  const pixels = cmyk.length / channels;
  const rgb = Buffer.alloc(pixels * 3);
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    const light = 255 - (cmyk[pixel * channels + 3] ?? 0);
    for (let ink = 0; ink < 3; ink += 1) {
      rgb[pixel * 3 + ink] = light - Math.round(((cmyk[pixel * channels + ink] ?? 0) * light) / 255);
    }
  }
  return rgb;
}

/** Only JPEG and TIFF have CMYK. A JPEG of other colours, which is nearly every picture, is told by its frame's header. */
function mayBeCmyk(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0xff) return bytes[0] === 0x49 || bytes[0] === 0x4d;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] ?? 0;
    // Start of frame, of any coding: length, precision, height, width, components (ITU-T T.81, B.2.2).
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return bytes[at + 9] === 4;
    at += marker === 0xff ? 1 : 2 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0);
  }
  return false;
}
