import { expect, test } from "vitest";
import { inheritedOrigins, originsOf, originsOfRun } from "./inherited-origins.ts";
import type { OriginMark, StartingPoint } from "./starting-point.ts";

const from = (origins?: OriginMark[]): StartingPoint => ({
  source: "base",
  layers: 1,
  of: 1,
  ...(origins === undefined ? {} : { origins }),
});

test("a mark goes on to all that starts from what has it, and fresh weights have none", () => {
  expect(originsOf(null)).toEqual([]);
  expect(inheritedOrigins(null)).toEqual(["run"]);
  expect(inheritedOrigins(from(["imported"]))).toEqual(["imported", "run"]);
  // Of an older release's only that they were not fresh.
  expect(originsOf(from())).toEqual(["run"]);
  // Through another dataset, and on from there.
  const onOther = originsOfRun({ origins: ["run"], datasetVersionId: "a" }, "b");
  expect(onOther).toEqual(["run", "other-dataset"]);
  const onward = originsOfRun({ origins: inheritedOrigins(from(onOther)), datasetVersionId: "b" }, "b");
  expect(onward).toEqual(["run", "other-dataset"]);
  expect(originsOfRun({ origins: ["imported"], datasetVersionId: null }, "b")).toEqual(["imported"]);
});
