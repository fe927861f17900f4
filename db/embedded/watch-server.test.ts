import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchServer } from "./watch-server.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

/** A server that is alive until `end`, and whose next starts end as `starts` says. */
function world(starts: (Error | "starts")[] = []) {
  const triedAt: number[] = [];
  const words: string[] = [];
  let pid = 1;
  let isUp = true;
  const watch = watchServer({
    server: { pid, port: 5, isReady: true },
    isAlive: async () => isUp,
    restart: async () => {
      triedAt.push(performance.now());
      const outcome = starts.shift() ?? "starts";
      if (outcome !== "starts") throw outcome;
      isUp = true;
      pid += 1;
      return { pid, port: 5, isReady: true };
    },
    onTrouble: (message) => words.push(message),
  });
  return { watch, words, triedAt, end: () => void (isUp = false) };
}

test("a server that worked is started again at once, and both are told", async () => {
  const { end, words, triedAt, watch } = world();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(triedAt).toEqual([]);
  const endedAt = performance.now();
  end();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(triedAt).toHaveLength(1);
  expect(triedAt[0]! - endedAt).toBeLessThanOrEqual(200);
  expect(words).toEqual([
    "PostgreSQL (process 1) has ended. It is started again; what was saved is kept.",
    expect.stringMatching(/^PostgreSQL is back after 0\.\d s\.$/),
  ]);
  await watch.stop();
});

test("one that cannot start is tried ever later, with its reason, and at once again after it has worked", async () => {
  const full = new Error("the disk is full");
  const { end, words, triedAt, watch } = world([full, full, full, full, full, full, full, full, "starts"]);
  await vi.advanceTimersByTimeAsync(20_000);
  end();
  await vi.advanceTimersByTimeAsync(80_000);
  const waits = triedAt.slice(1).map((at, index) => at - triedAt[index]!);
  expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
  expect(words[1]).toBe("PostgreSQL could not be started: the disk is full. The next try is in 0.25 s.");
  const [before] = [triedAt.length];
  end();
  await vi.advanceTimersByTimeAsync(200);
  expect(triedAt).toHaveLength(before + 1);
  await watch.stop();
});

test("one that ends right after every start is not started in a circle", async () => {
  const { end, triedAt, watch } = world();
  for (let round = 0; round < 4; round += 1) {
    end();
    await vi.advanceTimersByTimeAsync(3_000);
  }
  const waits = triedAt.map((at, index) => at - 3_000 * index);
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect(waits[3]! - waits[0]!).toBeGreaterThanOrEqual(1_500);
  await watch.stop();
});

test("stopped while it waits for the next try, it starts nothing", async () => {
  const { end, triedAt, watch } = world([new Error("no"), new Error("no"), new Error("no")]);
  end();
  await vi.advanceTimersByTimeAsync(600);
  const before = triedAt.length;
  expect(before).toBeGreaterThan(0);
  await watch.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(triedAt).toHaveLength(before);
});
