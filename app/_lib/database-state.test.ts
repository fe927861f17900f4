import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDatabaseState } from "./database-state.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Health = "up" | "away" | "unreachable";

function world(answers: Health[]) {
  const ask = vi.fn<() => Promise<Health>>(async () => answers.shift() ?? "up");
  const state = createDatabaseState({ ask, intervalMs: () => 1_000 });
  const seen: boolean[] = [];
  const back = vi.fn<() => void>();
  state.subscribe(() => seen.push(state.isAway()));
  state.onBack(back);
  return { state, ask, seen, back };
}

test("a suspicion is asked after, and asked on until the database is back, which is told once", async () => {
  const { state, ask, seen, back } = world(["away", "away", "unreachable", "up"]);
  state.suspect();
  state.suspect();
  await vi.advanceTimersByTimeAsync(0);
  expect(state.isAway()).toBe(true);
  expect(ask).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(seen).toEqual([true]);
  expect(back).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(seen).toEqual([true, false]);
  expect(back).toHaveBeenCalledTimes(1);
  expect(ask).toHaveBeenCalledTimes(4);
});

test("what the server says by itself counts at once, both ways", async () => {
  const { state, ask, seen, back } = world([]);
  state.told(true);
  state.told(true);
  state.told(false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(seen).toEqual([true, false]);
  expect(back).toHaveBeenCalledTimes(1);
  expect(ask).not.toHaveBeenCalled();
});

test.each(["up", "unreachable"] as const)("a suspicion that is none (%s) shows nothing", async (health) => {
  const { state, ask, seen } = world([health]);
  state.suspect();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ask).toHaveBeenCalledTimes(1);
  expect(seen).toEqual([]);
});
