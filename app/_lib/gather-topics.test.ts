import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CohortTopic } from "#server/contract/socket.ts";
import { gatherTopics } from "./gather-topics.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp(random: number) {
  const refreshed: CohortTopic[][] = [];
  const gatherer = gatherTopics(
    (topics) => refreshed.push([...topics]),
    400,
    () => random,
  );
  return { refreshed, ...gatherer };
}

test("what becomes stale close together is read again once, each page at a moment of its own", () => {
  const early = setUp(0.25);
  const late = setUp(0.75);
  for (const { add } of [early, late]) {
    add(["runs"]);
    add(["queue", "runs"]);
  }
  vi.advanceTimersByTime(99);
  expect(early.refreshed).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(early.refreshed).toEqual([["runs", "queue"]]);
  late.add(["leaderboard"]);
  vi.advanceTimersByTime(200);
  expect(late.refreshed).toEqual([["runs", "queue", "leaderboard"]]);
  early.add(["designs"]);
  vi.runAllTimers();
  expect(early.refreshed).toEqual([["runs", "queue"], ["designs"]]);
});

test("a page that is left reads nothing any more", () => {
  const { add, close, refreshed } = setUp(0.5);
  add(["runs"]);
  close();
  vi.runAllTimers();
  expect(refreshed).toEqual([]);
});
