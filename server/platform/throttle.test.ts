import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createThrottle } from "./throttle.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("a throttle runs at once, then at most every interval, and never drops the last request", () => {
  const times: number[] = [];
  const startedAt = Date.now();
  const throttle = createThrottle(250, (key) => {
    if (key === "a") times.push(Date.now() - startedAt);
  });
  throttle.request("a");
  throttle.request("b");
  for (let i = 0; i < 6; i += 1) {
    vi.advanceTimersByTime(100);
    throttle.request("a");
  }
  vi.advanceTimersByTime(10_000);
  expect(times).toEqual([0, 250, 500, 750]);
  expect(vi.getTimerCount()).toBe(0);
  throttle.request("a");
  throttle.request("b");
  throttle.cancel("a");
  expect(vi.getTimerCount()).toBe(1);
  throttle.close();
  expect(vi.getTimerCount()).toBe(0);
});
