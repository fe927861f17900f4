import type { getFetch } from "@trpc/client";

/** The server's clock is this far ahead of the browser's, as far as is known. */
let aheadMs = 0;
const listeners = new Set<() => void>();

/** The server's time, whatever the browser's clock says: what it dates is told by it. */
export function serverNow(): number {
  return Date.now() + aheadMs;
}

export function onServerTime(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What the server's clock said at a moment between two of the browser's; both in milliseconds. */
export type HeardTime = { from: number; to: number; sentAt: number; receivedAt: number };

/** Moves no further than it has to, so that a slow answer changes nothing. */
export function hearServerTime({ from, to, sentAt, receivedAt }: HeardTime): void {
  const [least, most] = [from - receivedAt, to - sentAt];
  const next = Math.min(Math.max(aheadMs, least), most);
  if (next === aheadMs) return;
  aheadMs = next;
  for (const listener of listeners) listener();
}

/** From a page that was rendered for this one request. Does nothing on the server, which has not navigated. */
export function hearPageTime(renderedAt: number): void {
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (navigation === undefined) return;
  // Kept by `performance`, which goes on evenly where somebody sets the clock.
  const beganAt = Date.now() - performance.now();
  hearServerTime({
    from: renderedAt,
    to: renderedAt,
    sentAt: beganAt + navigation.requestStart,
    receivedAt: beganAt + navigation.responseStart,
  });
}

type Ask = ReturnType<typeof getFetch>;
const SECOND_MS = 1_000;

/** Asks, and takes the time from the answer's header, which has whole seconds. */
export async function fetchAndHear(...[input, init]: Parameters<Ask>): Promise<Response> {
  const sentAt = Date.now();
  // What tRPC says it gives is a little less than a browser's own types ask for.
  const response = await fetch(input, init as RequestInit);
  const said = Date.parse(response.headers.get("date") ?? "");
  if (!Number.isNaN(said)) {
    hearServerTime({ from: said, to: said + SECOND_MS, sentAt, receivedAt: Date.now() });
  }
  return response;
}
