import { expect, test } from "vitest";
import { createLeftToOthers } from "./left-to-others.ts";

test("a job is left to others for its time, and longer where it is found too much again", () => {
  let time = 0;
  const left = createLeftToOthers(30_000, () => time);
  left.add("a");
  time = 20_000;
  left.add("b");
  expect(left.list()).toEqual(["a", "b"]);
  time = 30_000;
  expect(left.list()).toEqual(["b"]);
  left.add("b");
  time = 59_999;
  expect(left.list()).toEqual(["b"]);
  time = 60_000;
  expect(left.list()).toEqual([]);
});
