const SAVE_AS_JPEG = "which cannot be decoded here: save it as JPEG";
const SAVE_AS_PNG = "which cannot be decoded here: save it as PNG";

/** What is decoded: by all browsers and by libvips as it comes with sharp. */
export const TAKEN_FORMATS = "JPEG, PNG, WebP, AVIF, TIFF or GIF";

/** First bytes in hexadecimal: JPEG, PNG, GIF, TIFF of both byte orders, WebP. */
const TAKEN = /^(?:ffd8ff|89504e47|47494638|49492a00|4d4d002a|52494646.{8}57454250)/;

/** By the first bytes, what it is instead: archives, BMP, JPEG 2000 and XL, BigTIFF, PDF, Photoshop and icons. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/^(?:504b0[35]|1f8b|377abcaf|52617221|425a68|fd377a58|28b52ffd)/, "is an archive, not a picture"],
  [/^(?:0000000c6a50|ff4fff51|0000000c4a58|ff0a)/, `is JPEG 2000 or JPEG XL, ${SAVE_AS_PNG}`],
  [/^424d.{8}00000000/, `is BMP, ${SAVE_AS_PNG}`],
  [/^(?:49492b00|4d4d002b)/, `is BigTIFF, ${SAVE_AS_PNG}`],
  [/^(?:25504446|38425053|00000100)/, "is of a kind that cannot be decoded here: save it as PNG"],
];

/** Why bytes are not given to libvips, which would read SVG and a dozen other formats; undefined where they are. */
export function formatRefusal(bytes: Uint8Array): string | undefined {
  if (bytes.byteLength === 0) return "is empty";
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 64));
  const hex = start.toString("hex");
  const text = start.toString("latin1");
  if (TAKEN.test(hex)) return undefined;
  if (text.slice(4, 8) === "ftyp") return boxRefusal(text.slice(8));
  if (/^(?:\u00ef\u00bb\u00bf)?\s*<(?:\?xml|svg|!|html)/i.test(text))
    return "is a drawing (SVG) or a page, not a picture of pixels";
  return OTHERS.find(([pattern]) => pattern.test(hex))?.[1] ?? `is no ${TAKEN_FORMATS}`;
}

/** Of a file of ISO's boxes, by its brands (ISO/IEC 14496-12, `ftyp`). */
function boxRefusal(brands: string): string | undefined {
  if (/avi[fs]/.test(brands)) return undefined;
  return /hei[cxms]|hev[cxms]|m[is]f1/.test(brands)
    ? `is HEIC, ${SAVE_AS_JPEG}`
    : "is a video, not a picture: save one frame of it as JPEG";
}
