import { maskBox } from "#models/vision/mask/bitmap.ts";
import { decodeRle, type Rle } from "#models/vision/mask/rle.ts";
import type { VisionPictureView } from "#server/contract/vision.ts";

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
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error("No PNG came of it")) : resolve(blob)));
  });
}

/** Objects of a picture in COCO's form, masks as run lengths; a category for each name. */
export function masksCoco({ name, width, height }: VisionPictureView, masks: readonly NamedMask[]) {
  const names = [...new Set(masks.map((each) => each.name))];
  return {
    images: [{ id: 1, file_name: name, width, height }],
    categories: names.map((each, index) => ({ id: index + 1, name: each })),
    annotations: masks.map(({ rle, area, score, name: category }, index) => {
      const box = maskBox(decodeRle(rle));
      return {
        id: index + 1,
        image_id: 1,
        category_id: names.indexOf(category) + 1,
        segmentation: rle,
        area,
        bbox: box === null ? [] : [box.left, box.top, box.right - box.left, box.bottom - box.top],
        iscrowd: 1,
        score,
      };
    }),
  };
}
