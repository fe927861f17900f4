import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createPresence } from "./presence.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("two tabs are one person; a reload is told to nobody; the last one leaving ends the room", () => {
  const told: string[][] = [];
  const presence = createPresence((_, userIds) => told.push(userIds), 300);
  presence.join("c", "first");
  presence.join("c", "first");
  presence.join("c", "second");
  expect(presence.userIds("c")).toEqual(["first", "second"]);
  vi.advanceTimersByTime(300);
  expect(told).toEqual([["first", "second"]]);

  presence.leave("c", "second");
  presence.join("c", "second");
  presence.leave("c", "first");
  vi.advanceTimersByTime(1_000);
  expect(told).toHaveLength(1);

  presence.leave("c", "first");
  vi.advanceTimersByTime(300);
  expect(told.at(-1)).toEqual(["second"]);
  presence.leave("c", "second");
  presence.leave("c", "second");
  vi.advanceTimersByTime(300);
  expect(presence.userIds("c")).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});
