/** How files of pictures that are decoded end, in lower case. */
export const PICTURE_EXTENSIONS = [
  ".jpg",
  ".jpeg",
  ".jpe",
  ".jfif",
  ".png",
  ".webp",
  ".avif",
  ".tif",
  ".tiff",
  ".gif",
] as const;

export function isPictureName(name: string): boolean {
  const lower = name.toLowerCase();
  return PICTURE_EXTENSIONS.some((extension) => lower.endsWith(extension));
}
