/** What a page has seen of itself when it has come to rest. */
export type PageSight = {
  /** Bytes of scripts as they were transferred: compressed, without headers. */
  scriptBytes: number;
  /** From the navigation to the largest contentful paint. */
  largestPaintMs: number;
  /** Sum of the worst five seconds of shifts, as the browsers define it. */
  layoutShift: number;
  /** Calls of the API that had been sent when the largest part was painted, and in all. */
  fetchesBefore: number;
  fetches: number;
};

type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean };
type WatchedWindow = Window & typeof globalThis & { strataPaint?: { largest: number; shifts: Shift[] } };

/** Runs in the page before its own code does. */
export function watchPaint(): void {
  const seen: NonNullable<WatchedWindow["strataPaint"]> = { largest: 0, shifts: [] };
  (window as WatchedWindow).strataPaint = seen;
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) seen.largest = Math.max(seen.largest, startTime);
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => seen.shifts.push(...(list.getEntries() as Shift[]))).observe({
    type: "layout-shift",
    buffered: true,
  });
  performance.setResourceTimingBufferSize(2_000);
}

/** Runs in the page: whether its content is there, alive, and nothing stands for what is still to come. */
export function isFilled(): boolean {
  const head = document.querySelector("main h1");
  const isAlive = head !== null && Object.keys(head).some((key) => key.startsWith("__reactFiber$"));
  return isAlive && document.querySelector(".animate-pulse") === null;
}

/** Runs in the page once it is at rest. */
export function readPaint(): PageSight {
  const { largest, shifts } = (window as WatchedWindow).strataPaint ?? { largest: Number.NaN, shifts: [] };
  const resources = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
  const scripts = resources.filter(({ name }) => new URL(name).pathname.endsWith(".js"));
  const calls = resources.filter(({ name }) => new URL(name).pathname.startsWith("/api/"));

  let worst = 0;
  let session = { from: 0, last: 0, sum: 0 };
  for (const { startTime, value, hadRecentInput } of shifts) {
    if (hadRecentInput) continue;
    const goesOn = session.sum > 0 && startTime - session.last < 1_000 && startTime - session.from < 5_000;
    session = goesOn
      ? { from: session.from, last: startTime, sum: session.sum + value }
      : { from: startTime, last: startTime, sum: value };
    worst = Math.max(worst, session.sum);
  }
  return {
    scriptBytes: scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    largestPaintMs: largest,
    layoutShift: worst,
    fetchesBefore: calls.filter(({ startTime }) => startTime < largest).length,
    fetches: calls.length,
  };
}
