import type { Size } from "#models/vision/box.ts";
import { classColour } from "#models/vision/class-colour.ts";
import type { Found } from "./found.ts";

/** The picture in its own size with boxes and names on it. */
export async function annotatedPng(address: string, size: Size, found: readonly Found[]): Promise<Blob> {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = size.width;
  canvas.height = size.height;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("No canvas can be had");
  context.drawImage(image, 0, 0, size.width, size.height);
  const unit = Math.max(1, Math.round(Math.max(size.width, size.height) / 400));
  const textSize = unit * 6;
  context.font = `${textSize}px sans-serif`;
  context.lineWidth = unit;
  for (const { left, top, right, bottom, conf, class: name, classIndex } of found.toReversed()) {
    const text = `${name} ${conf.toFixed(2)}`;
    const labelHeight = textSize + 2 * unit;
    const labelTop = top >= labelHeight ? top - labelHeight : top;
    context.strokeStyle = classColour(classIndex);
    context.fillStyle = classColour(classIndex);
    context.strokeRect(left, top, right - left, bottom - top);
    context.fillRect(left, labelTop, context.measureText(text).width + 2 * unit, labelHeight);
    context.fillStyle = "#111";
    context.fillText(text, left + unit, labelTop + textSize);
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error("No PNG came of it")) : resolve(blob)));
  });
}
