import { expect, test } from "vitest";
import { COCO_CLASSES } from "./coco-classes.ts";
import { cocoJson } from "./coco-json.ts";
import { detectionOf } from "./detection.ts";
import { detectionsCsv } from "./detections-csv.ts";

const box = { left: 1.005, top: 2, right: 11.005, bottom: 22 };
const person = detectionOf({ ...box, score: 0.123456, classIndex: 0 }, COCO_CLASSES);

test("a table has the lecture's columns in their order, and no cell begins a formula", () => {
  expect(detectionsCsv([person, { ...person, class: '=a"b' }])).toBe(
    'left,right,top,bottom,conf,class\r\n1,11.01,2,22,0.12346,person\r\n1,11.01,2,22,0.12346,"\'=a""b"\r\n',
  );
});

test("COCO's own classes have COCO's own ids", () => {
  expect(COCO_CLASSES).toHaveLength(80);
  const toothbrush = { ...person, class: "toothbrush" };
  const pictures = [{ file: "a.jpg", width: 30, height: 40, detections: [person, toothbrush] }];
  const { images, annotations, categories } = cocoJson(pictures, COCO_CLASSES);
  expect(images).toEqual([{ id: 1, file_name: "a.jpg", width: 30, height: 40 }]);
  expect(categories[11]).toEqual({ id: 13, name: "stop sign" });
  expect(annotations.map((each) => each.category_id)).toEqual([1, 90]);
  expect(annotations[0]).toMatchObject({ id: 1, image_id: 1, bbox: [1, 2, 10.01, 20], score: 0.12346 });
  expect(cocoJson(pictures, ["person", "toothbrush"]).annotations[1]).toMatchObject({ category_id: 2 });
});
