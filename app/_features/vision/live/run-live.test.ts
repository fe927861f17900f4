import { expect, test } from "vitest";
import { runLive } from "./run-live.ts";

/** Frames that are looked at as the test says, by their number. */
function staged(atOnce: number) {
  let last = 0;
  const open = new Map<number, { resolve: (found: string | null) => void; reject: (error: Error) => void }>();
  const shown: [string, number][] = [];
  const failures: unknown[] = [];
  let most = 0;
  const stop = runLive<number, string>({
    atOnce,
    capture: () => Promise.resolve((last += 1)),
    detect: (frame) =>
      new Promise((resolve, reject) => {
        open.set(frame, { resolve, reject });
        most = Math.max(most, open.size);
      }),
    onFound: (found, frame) => shown.push([found, frame]),
    onFailure: (error) => failures.push(error),
  });
  async function end(frame: number, how: string | null | Error): Promise<void> {
    const waits = open.get(frame);
    open.delete(frame);
    if (how instanceof Error) waits?.reject(how);
    else waits?.resolve(how);
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  }
  return { open, shown, failures, end, stop, most: () => most };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

test("no more frames are under way than can be looked at, and the next is taken when one is done", async () => {
  const { open, end, shown, most } = staged(2);
  await settled();
  expect([...open.keys()]).toEqual([1, 2]);
  await end(1, "a");
  await end(2, "b");
  expect([...open.keys()]).toEqual([3, 4]);
  expect(shown).toEqual([
    ["a", 1],
    ["b", 2],
  ]);
  expect(most()).toBe(2);
});

test("what comes later than something newer is left out, and what was skipped as well", async () => {
  const { end, shown } = staged(2);
  await settled();
  await end(2, "newer");
  await end(1, "late");
  await end(3, null);
  expect(shown).toEqual([["newer", 2]]);
});

test("it ends with the first failure, which is told once, and tells nothing once it is stopped", async () => {
  const first = staged(2);
  await settled();
  await first.end(1, new Error("gone"));
  await first.end(2, new Error("gone too"));
  expect(first.failures).toEqual([new Error("gone")]);
  const second = staged(1);
  await settled();
  second.stop();
  await second.end(1, "late");
  expect(second.shown).toEqual([]);
  expect([...second.open.keys()]).toEqual([]);
});
