import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createPresence } from "./presence.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("two tabs are one person; a reload is told to nobody; the last one leaving ends the room", () => {
  const told: string[][] = [];
  const presence = createPresence((_, userIds) => told.push(userIds), 300);
  presence.join("c", "ann");
  presence.join("c", "ann");
  presence.join("c", "bob");
  expect(presence.userIds("c")).toEqual(["ann", "bob"]);
  vi.advanceTimersByTime(300);
  expect(told).toEqual([["ann", "bob"]]);

  presence.leave("c", "bob");
  presence.join("c", "bob");
  presence.leave("c", "ann");
  vi.advanceTimersByTime(1_000);
  expect(told).toHaveLength(1);

  presence.leave("c", "ann");
  vi.advanceTimersByTime(300);
  expect(told.at(-1)).toEqual(["bob"]);
  presence.leave("c", "bob");
  presence.leave("c", "bob");
  vi.advanceTimersByTime(300);
  expect(presence.userIds("c")).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});
