import { expect, test } from "vitest";
import { framesCsv } from "./frames-csv.ts";

test("a line a frame, a column a class, and none begins a formula", () => {
  const frames = [
    { time: 0, counts: new Map([["car", 2]]) },
    { time: 0.5, counts: new Map([["=a,b", 1]]) },
  ];
  expect(framesCsv(frames, ["car", "=a,b"])).toBe("seconds,car,'=a b\r\n0.000,2,0\r\n0.500,0,1\r\n");
});
