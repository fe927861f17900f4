import { vi } from "vitest";
import { PATIENCE_MS } from "./limits.ts";

/** Asks again until `look` no longer throws, and returns what it found; its last error where that never comes. */
export function eventually<Found>(
  look: () => Found | Promise<Found>,
  { everyMs = 30 }: { everyMs?: number } = {},
): Promise<Found> {
  return vi.waitFor(look, { timeout: PATIENCE_MS, interval: everyMs });
}
