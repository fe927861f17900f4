import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { afterEach, expect, test, vi } from "vitest";
import { RenderedAt } from "#app/_lib/rendered-at.ts";
import { RelativeTime } from "./relative-time.tsx";

afterEach(() => void vi.useRealTimers());

const RENDERED_AT = Date.UTC(2026, 10, 27, 23, 30);

/** As a server draws it, and as the browser first does: from what the page was rendered with alone. */
function firstDrawing(at: string, clock: number): string {
  vi.useFakeTimers({ now: clock });
  return renderToString(
    createElement(RenderedAt, { value: RENDERED_AT }, createElement(RelativeTime, { at })),
  );
}

test.each([
  ["2026-11-27T23:26:00.000Z", "4 minutes ago"],
  ["2026-11-01T23:30:00.000Z", "Nov 1, 2026"],
])("%s is first %s, whatever the clock and the zone of who draws it", (at, text) => {
  const html = `<time dateTime="${at}">${text}</time>`;
  for (const clock of [RENDERED_AT - 3_600_000, RENDERED_AT, RENDERED_AT + 86_400_000]) {
    expect(firstDrawing(at, clock)).toBe(html);
  }
});
