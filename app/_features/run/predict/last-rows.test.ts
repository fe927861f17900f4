import { expect, test } from "vitest";
import { lastRows } from "./last-rows.ts";

test("of a long table the header and the last rows are kept, of a short one all", () => {
  expect(lastRows("a,b\r\n1,2\r\n3,4\n\n5,6\n", 2)).toBe("a,b\n3,4\n5,6");
  expect(lastRows("a,b\n1,2", 4)).toBe("a,b\n1,2");
  expect(lastRows("", 4)).toBe("");
});
