import { expect, test } from "vitest";
import { memoryTrend, type MemorySample } from "./memory.ts";

function samples(rss: (index: number) => number): MemorySample[] {
  return Array.from({ length: 60 }, (_, index) => ({
    at: index,
    pid: 1,
    role: "web" as const,
    rssBytes: rss(index),
    heapBytes: 100,
    unusedHeapBytes: index % 3,
    externalBytes: 0,
  }));
}

test("what fills up at the beginning is no growth", () => {
  const trend = memoryTrend(samples((index) => (index < 10 ? index * 10 : 100)));
  expect(trend?.rssGrowth).toBe(0);
  expect(trend?.heldGrowth).toBe(0);
});

test("a leak is, even where it saws up and down", () => {
  const trend = memoryTrend(samples((index) => 100 + index + (index % 2) * 20));
  expect(trend?.rssGrowth).toBeGreaterThan(0.2);
  expect(trend?.heldGrowth).toBeGreaterThan(0.2);
  expect(trend?.heapGrowth).toBe(0);
});

test("what the engine keeps for later is none", () => {
  const kept = samples((index) => 100 + index).map((one, index) => ({ ...one, unusedHeapBytes: index }));
  expect(memoryTrend(kept)?.heldGrowth).toBe(0);
});

test("a few samples tell nothing", () => {
  expect(memoryTrend(samples(() => 100).slice(0, 8))).toBeNull();
});
