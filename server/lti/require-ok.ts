import type { OutsideAnswer } from "./ask-outside.ts";
import { PlatformTrouble } from "./platform-trouble.ts";

const LATER = new Set([408, 425, 429]);
const MOST_WAIT_SECONDS = 24 * 3600;

/** @throws PlatformTrouble for every answer but a good one: `away` where it is worth another try. */
export function requireOk(answer: OutsideAnswer, what: string): void {
  const { status, headers } = answer;
  if (status >= 200 && status < 300) return;
  const isLater = status >= 500 || LATER.has(status);
  const asked = Number(headers.get("retry-after") ?? Number.NaN);
  const wait = Number.isFinite(asked) && asked >= 0 ? Math.min(asked, MOST_WAIT_SECONDS) : null;
  throw new PlatformTrouble(
    isLater ? "away" : "refused",
    `The platform answered ${status} when ${what}.`,
    isLater ? wait : null,
  );
}
