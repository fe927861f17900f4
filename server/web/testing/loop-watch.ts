import { readFileSync } from "node:fs";

const SCHEDULED = `/proc/self/task/${process.pid}/schedstat`;
const TIMES = 100;

/**
 * Milliseconds that the main thread has computed, whatever else the machine does meanwhile; where the system does not
 * tell, those that have passed.
 */
function computedMs(): number {
  try {
    return Number(readFileSync(SCHEDULED, "latin1").split(" ", 1)[0]) / 1e6;
  } catch {
    return performance.now();
  }
}

/** The longest that the main thread computes in one turn of its loop while `work` goes on, in milliseconds. */
export async function longestTurnMs(work: () => Promise<unknown>): Promise<number> {
  let isWatched = true;
  let longest = 0;
  let last = computedMs();
  function turn(): void {
    const now = computedMs();
    longest = Math.max(longest, now - last);
    last = now;
    if (isWatched) setImmediate(turn);
  }
  setImmediate(turn);
  await work();
  // The turn in which the work ended is looked at too.
  await new Promise((resolve) => setImmediate(resolve));
  isWatched = false;
  return longest;
}

/** How long this thread computes for something, by many times of it: the system counts in steps of milliseconds. */
export function meanMs(work: () => void): number {
  const before = computedMs();
  for (let time = 0; time < TIMES; time += 1) work();
  return (computedMs() - before) / TIMES;
}
