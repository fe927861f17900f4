import { maskBox } from "#models/vision/mask/bitmap.ts";
import { maskPolygons } from "#models/vision/mask/polygons.ts";
import { decodeRle, type Rle } from "#models/vision/mask/rle.ts";
import type { VisionPictureView } from "#server/contract/vision-picture.ts";
import { drawMasks } from "./draw-masks.ts";

export type NamedMask = { name: string; rle: Rle; area: number; score: number };

/** White where it is, black elsewhere, in the picture's size. */
export async function maskPng(rle: Rle): Promise<Blob> {
  const { bits, width, height } = decodeRle(rle);
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("No canvas can be had");
  const image = context.createImageData(width, height);
  bits.forEach((bit, at) => image.data.set([bit * 255, bit * 255, bit * 255, 255], at * 4));
  context.putImageData(image, 0, 0);
  return pngOf(canvas);
}

function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error("No PNG came of it")) : resolve(blob)));
  });
}

/** Each object in a colour of its own on black, the smallest on top, in the picture's size. */
export async function masksPng(masks: readonly NamedMask[]): Promise<Blob> {
  const [height, width] = masks[0]?.rle.size ?? [1, 1];
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("No canvas can be had");
  context.fillRect(0, 0, width, height);
  drawMasks(context, masks, { opacity: 1 });
  return pngOf(canvas);
}

/**
 * Objects of a picture in COCO's form, a category for each name. Masks as run lengths, to the pixel, or as outlines, which
 * most programs read and which have no holes.
 */
export function masksCoco(
  { name, width, height }: VisionPictureView,
  masks: readonly NamedMask[],
  form: "rle" | "polygons" = "rle",
) {
  const names = [...new Set(masks.map((each) => each.name))];
  return {
    images: [{ id: 1, file_name: name, width, height }],
    categories: names.map((each, index) => ({ id: index + 1, name: each })),
    annotations: masks.map(({ rle, area, score, name: category }, index) => {
      const bitmap = decodeRle(rle);
      const box = maskBox(bitmap);
      return {
        id: index + 1,
        image_id: 1,
        category_id: names.indexOf(category) + 1,
        segmentation: form === "rle" ? rle : maskPolygons(bitmap),
        area,
        bbox: box === null ? [] : [box.left, box.top, box.right - box.left, box.bottom - box.top],
        iscrowd: form === "rle" ? 1 : 0,
        score,
      };
    }),
  };
}
