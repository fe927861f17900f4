import { expect, test } from "vitest";
import { boardInAddress } from "./board-in-address.ts";

test("an address names a board, or leaves it to the cohort", () => {
  expect(boardInAddress(new URLSearchParams(""))).toEqual({});
  expect(boardInAddress(new URLSearchParams("dataset=leaves"))).toEqual({ datasetId: "leaves" });
  expect(boardInAddress(new URLSearchParams("dataset=leaves&version=v"))).toEqual({
    datasetId: "leaves",
    versionId: "v",
  });
});
