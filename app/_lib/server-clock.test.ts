import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fetchAndHear, hearPageTime, hearServerTime, onServerTime, serverNow } from "./server-clock.ts";

const REAL = Date.UTC(2026, 10, 27, 12);
const HOUR_MS = 3_600_000;
/** By how much the browser's clock is behind the server's. */
let behindMs = 0;

/** Answers at the server's time, after so long on the way there and back. */
function answerAfter(wayMs: number): void {
  vi.stubGlobal("fetch", () => {
    vi.advanceTimersByTime(wayMs);
    const headers = { date: new Date(Math.floor(Date.now() / 1000) * 1000 + behindMs).toUTCString() };
    vi.advanceTimersByTime(wayMs);
    return Promise.resolve(new Response("{}", { headers }));
  });
}

beforeEach(() => void vi.useFakeTimers({ now: REAL }));
afterEach(() => {
  hearServerTime({ from: Date.now(), to: Date.now(), sentAt: Date.now(), receivedAt: Date.now() });
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test.each([-HOUR_MS, 20 * 60_000, 0])(
  "a clock that is %i ms behind the server's is put right",
  async (behind) => {
    behindMs = behind;
    answerAfter(40);
    const heard = vi.fn<() => void>();
    const forget = onServerTime(heard);
    await fetchAndHear("/api/trpc");
    forget();
    expect(Math.abs(serverNow() - (Date.now() + behind))).toBeLessThanOrEqual(1_080);
    expect(heard).toHaveBeenCalledTimes(behind === 0 ? 0 : 1);
    // What is known is not moved about by answers that say no other.
    const known = serverNow() - Date.now();
    answerAfter(3_000);
    await fetchAndHear("/api/trpc");
    expect(serverNow() - Date.now()).toBe(known);
  },
);

test("an answer without a date says nothing of the time", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response("{}")));
  await fetchAndHear("/api/trpc");
  expect(serverNow()).toBe(Date.now());
});

test("a page that was rendered between being asked for and coming says the time; on a server nothing does", () => {
  hearPageTime(REAL - HOUR_MS);
  expect(serverNow()).toBe(Date.now());
  const began = performance.now();
  const navigation = { requestStart: began + 100, responseStart: began + 400 };
  vi.spyOn(performance, "getEntriesByType").mockReturnValue([navigation as PerformanceNavigationTiming]);
  vi.advanceTimersByTime(500);
  hearPageTime(REAL + 250);
  expect(serverNow()).toBe(Date.now());
  hearPageTime(REAL + 250 - HOUR_MS);
  expect(serverNow()).toBe(Date.now() - HOUR_MS + 150);
});
