import sharp from "sharp";
import { classColour } from "#models/vision/class-colour.ts";
import type { Detection } from "#models/vision/detection.ts";
import type { RgbPicture } from "#models/vision/resize-bilinear.ts";

/** The picture with boxes and names on it, as PNG. @param classes give each class its colour. */
export async function annotate(
  { pixels, width, height }: RgbPicture,
  detections: readonly Detection[],
  classes: readonly string[],
): Promise<Buffer> {
  const unit = Math.max(1, Math.round(Math.max(width, height) / 400));
  // The surest come first and are drawn last.
  const shapes = detections
    .toReversed()
    .map((each) => boxOf(each, classColour(classes.indexOf(each.class)), unit));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shapes.join("")}</svg>`;
  return sharp(Buffer.from(pixels), { raw: { width, height, channels: 3 } })
    .composite([{ input: Buffer.from(svg) }])
    .png()
    .toBuffer();
}

function boxOf(
  { left, top, right, bottom, conf, class: name }: Detection,
  colour: string,
  unit: number,
): string {
  const text = `${name} ${conf.toFixed(2)}`;
  const size = unit * 6;
  const [labelWidth, labelHeight] = [text.length * size * 0.6 + unit * 2, size + unit * 2];
  // Above the box where there is room.
  const labelTop = top >= labelHeight ? top - labelHeight : top;
  return [
    `<rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" fill="none" stroke="${colour}" stroke-width="${unit}"/>`,
    `<rect x="${left}" y="${labelTop}" width="${labelWidth}" height="${labelHeight}" fill="${colour}"/>`,
    `<text x="${left + unit}" y="${labelTop + size}" font-family="sans-serif" font-size="${size}" fill="#111">${escaped(text)}</text>`,
  ].join("");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
