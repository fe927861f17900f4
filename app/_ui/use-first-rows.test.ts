import { expect, test } from "vitest";
import { moreText } from "./use-first-rows.ts";

test.each([
  [7, "Show 7 more"],
  [100, "Show 100 more"],
  [1_950, "Show 100 more of 1,950"],
])("%d rows are hidden: %s", (hidden, text) => {
  expect(moreText(hidden)).toBe(text);
});
