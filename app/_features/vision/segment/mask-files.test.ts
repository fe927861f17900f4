import { expect, test } from "vitest";
import { masksCoco } from "./mask-files.ts";

test("objects are COCO's annotations, those of one name of one category", () => {
  const picture = { id: "1", name: "a.jpg", width: 3, height: 2, createdAt: "" };
  // Down the columns: the middle one is full.
  const rle = { size: [2, 3] as [number, number], counts: [2, 2, 2] };
  const of = (name: string) => ({ name, rle, area: 2, score: 0.9 });
  const { categories, annotations } = masksCoco(picture, [of("car"), of("dog"), of("car")]);
  expect(categories).toEqual([
    { id: 1, name: "car" },
    { id: 2, name: "dog" },
  ]);
  expect(annotations.map((each) => each.category_id)).toEqual([1, 2, 1]);
  expect(annotations[0]).toMatchObject({ bbox: [1, 0, 1, 2], area: 2, segmentation: rle, iscrowd: 1 });
  expect(masksCoco(picture, [of("car")], "polygons").annotations[0]).toMatchObject({
    bbox: [1, 0, 1, 2],
    segmentation: [[1, 0, 2, 0, 2, 2, 1, 2]],
    iscrowd: 0,
  });
});
