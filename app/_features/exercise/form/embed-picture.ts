import { MAX_PICTURE_LENGTH } from "#models/exercises/content-limits.ts";

type Embedded = { ok: true; name: string; address: string } | { ok: false; reason: string };

/** Of the longer side, halved until the picture is small enough. */
const SIDES = [1200, 900, 600, 400];

/** A picture as a data address that fits into an exercise: made smaller where it has to be. */
export async function embedPicture(file: File, taken: readonly string[]): Promise<Embedded> {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (bitmap === null) return { ok: false, reason: "Expected a PNG, JPEG or WebP picture." };
  const name = pictureName(file.name, taken);
  for (const side of SIDES) {
    const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const address = canvas.toDataURL("image/webp", 0.85);
    if (address.length <= MAX_PICTURE_LENGTH) return { ok: true, name, address };
  }
  return { ok: false, reason: "The picture has more than 100 KB even when it is made smaller." };
}

/** `My Matrix.png` as `my-matrix`, or `my-matrix-2` where that is taken. */
export function pictureName(fileName: string, taken: readonly string[]): string {
  const base =
    fileName
      .replace(/\.[^.]*$/, "")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "")
      .slice(0, 30) || "picture";
  let name = base;
  for (let number = 2; taken.includes(name); number += 1) name = `${base}-${number}`;
  return name;
}
