import type { Size } from "./box.ts";
import { COCO_CLASSES, cocoCategoryId } from "./coco-classes.ts";
import type { Detection } from "./detection.ts";

type DetectedPicture = Size & { file: string; detections: readonly Detection[] };

/**
 * Pictures and what was found on them in COCO's form (https://cocodataset.org/#format-data): boxes are left, top, width,
 * height. COCO's classes have COCO's own ids, others are numbered in the order of `classes`.
 */
export function cocoJson(pictures: readonly DetectedPicture[], classes: readonly string[]) {
  const isCoco =
    classes.length === COCO_CLASSES.length && classes.every((name, i) => name === COCO_CLASSES[i]);
  const idOf = (index: number) => (isCoco ? cocoCategoryId(index) : index + 1);
  const ids = new Map(classes.map((name, index) => [name, idOf(index)]));
  let lastId = 0;
  return {
    images: pictures.map(({ file, width, height }, index) => ({
      id: index + 1,
      file_name: file,
      width,
      height,
    })),
    categories: classes.map((name, index) => ({ id: idOf(index), name })),
    annotations: pictures.flatMap(({ detections }, index) =>
      detections.map(({ left, top, right, bottom, conf, class: name }) => ({
        id: (lastId += 1),
        image_id: index + 1,
        category_id: ids.get(name) ?? 0,
        bbox: [left, top, right - left, bottom - top],
        area: (right - left) * (bottom - top),
        iscrowd: 0,
        score: conf,
      })),
    ),
  };
}
