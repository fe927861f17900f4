import { expect, test } from "vitest";
import { createRateLimit } from "./rate-limit.ts";

test("a rate limit allows a burst and then its rate", () => {
  let now = 0;
  const limit = createRateLimit(3, 2, () => now);
  expect([1, 2, 3, 4].map(() => limit.take())).toEqual([true, true, true, false]);
  now = 400;
  expect(limit.take()).toBe(false);
  now = 1_000;
  expect([1, 2, 3].map(() => limit.take())).toEqual([true, true, false]);
});
