import { expect, test } from "vitest";
import { countsOverTime, tellCountsOverTime } from "./counts-over-time.ts";

const seen = (time: number, cars: number, dogs = 0) => ({
  time,
  counts: new Map([
    ["car", cars],
    ["dog", dogs],
  ]),
});

test("a video's counts in equal parts: the most of each, and what was before where nothing was looked at", () => {
  const moments = [seen(0, 1), seen(1, 3), seen(1.5, 2, 1), seen(9, 0)];
  expect(tellCountsOverTime(moments, { classes: ["car", "dog"], seconds: 10 })).toEqual({
    seconds: 10,
    curves: [
      { class: "car", counts: "3 3 3 0" },
      { class: "dog", counts: "1 1 1 0" },
    ],
  });
  expect(tellCountsOverTime([], { classes: ["car"], seconds: 10 })).toBeUndefined();
});

test("a long video with many classes is as short as a short one, and is taken", () => {
  const moments = Array.from({ length: 14_400 }, (_, frame) => seen(frame / 24, frame % 300));
  const classes = Array.from({ length: 80 }, (_, place) => (place === 0 ? "car" : `class ${place}`));
  const told = tellCountsOverTime(moments, { classes, seconds: 600 });
  expect(countsOverTime.parse(told).curves).toHaveLength(5);
  expect(told?.curves[0]?.counts.split(" ")).toHaveLength(200);
});
