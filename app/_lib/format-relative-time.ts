const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "long" });
const DAY = { day: "numeric", month: "short", year: "numeric" } as const;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

type Place = { now: number; timeZone?: string };

/** An ISO time as `just now`, `4 minutes ago`, `yesterday`, or a date beyond a week. */
export function formatRelativeTime(at: string, { now, timeZone }: Place): string {
  const time = Date.parse(at);
  const elapsedMs = now - time;
  if (elapsedMs < 45_000) return "just now";
  const minutes = Math.max(1, Math.round(elapsedMs / MINUTE_MS));
  if (minutes < 60) return relative.format(-minutes, "minute");
  const hours = Math.round(elapsedMs / HOUR_MS);
  if (hours < 24) return relative.format(-hours, "hour");
  const days = Math.round(elapsedMs / DAY_MS);
  return days < 7
    ? relative.format(-days, "day")
    : new Intl.DateTimeFormat("en", { ...DAY, timeZone }).format(time);
}
