import { expect, test } from "vitest";
import reference from "../testing/reference-runs.json" with { type: "json" };
import { readCompressedRuns } from "./compressed-runs.ts";

test.each(reference)(
  "COCO's compressed form is read as pycocotools writes it: $name",
  ({ size, text, runs }) => {
    expect(readCompressedRuns(text)).toEqual(runs);
    const [height = 0, width = 0] = size;
    expect(runs.reduce((sum, run) => sum + run, 0)).toBe(height * width);
  },
);

test.each([
  ["a character that is none of its", "_d0;k04 M2"],
  ["one beyond its last", "<p"],
  ["a run that ends in its middle", "_d0;k04M2M4M2P"],
  ["a run that is longer than pictures are", "PPPPPPP0"],
  ["a run below nothing", "O"],
])("%s is no such text", (_, text) => {
  expect(readCompressedRuns(text)).toBeNull();
});
