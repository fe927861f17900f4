import { isPictureName } from "#models/datasets/import/picture-extensions.ts";

export type FileKind = "picture" | "table" | "parquet" | "other" | { refusal: string };

const ARCHIVE = /\.(?:zip|tar|tgz|gz|bz2|xz|7z|rar|zst)$/i;

const UNREAD: readonly (readonly [RegExp, string])[] = [
  [/\.svgz?$/i, "is a drawing (SVG), not a picture of pixels: save it as PNG"],
  [/\.hei[cf]$/i, "is HEIC, which cannot be decoded here: save it as JPEG"],
  [/\.(?:bmp|dib)$/i, "is BMP, which cannot be decoded here: save it as PNG"],
  [/\.(?:jp2|j2k|jpf|jxl)$/i, "is JPEG 2000 or JPEG XL, which cannot be decoded here: save it as PNG"],
  [
    /\.(?:dng|cr[23]|nef|arw|orf|rw2|raf)$/i,
    "is a camera's raw file, which cannot be decoded here: save it as JPEG",
  ],
  [/\.(?:psd|xcf|pdf|ico|exr|hdr|tga|ppm|pgm)$/i, "is of a kind that cannot be decoded here: save it as PNG"],
];

/** What a file is by its name. What it holds is looked at when it is read. */
export function fileKind(path: string): FileKind {
  if (isPictureName(path)) return "picture";
  if (/\.csv$/i.test(path)) return "table";
  if (/\.parquet$/i.test(path)) return "parquet";
  if (ARCHIVE.test(path)) return { refusal: "is an archive within the archive, which is not opened" };
  const unread = UNREAD.find(([pattern]) => pattern.test(path));
  return unread === undefined ? "other" : { refusal: unread[1] };
}
