import { MAX_PICTURE_BYTES } from "#server/contract/own-input.ts";

/** Types, and endings of files whose type a browser does not know. */
export const PICTURE_TYPES = [
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/avif",
  "image/tiff",
  "image/gif",
  ".avif",
  ".tif",
  ".tiff",
] as const;

const HEIC = /^image\/hei[cf]|\.hei[cf]$/i;

/** Why a file cannot be used as a picture; null where it may be tried. */
export function pictureProblem(file: { type: string; size: number; name: string }): string | null {
  if (HEIC.test(file.type) || HEIC.test(file.name)) {
    return `“${file.name}” is HEIC, which cannot be decoded here. Save it as JPEG.`;
  }
  if (!PICTURE_TYPES.some((type) => type === file.type || file.name.toLowerCase().endsWith(type))) {
    return `“${file.name}” is no JPEG, PNG, WebP, AVIF, TIFF or GIF picture.`;
  }
  if (file.size > MAX_PICTURE_BYTES) {
    return `“${file.name}” has ${(file.size / 1024 / 1024).toFixed(1)} MB; 8 MB is the limit.`;
  }
  if (file.size === 0) {
    return `“${file.name}” is empty.`;
  }
  return null;
}

/** The centre square of a picture: what the network gets to see. */
export function centreSquare(width: number, height: number): { left: number; top: number; size: number } {
  const size = Math.min(width, height);
  return { left: Math.floor((width - size) / 2), top: Math.floor((height - size) / 2), size };
}
