const MINUTE_MS = 60_000;
const LOCAL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/;

/**
 * A moment as a person in a time zone reads it, with how far that is from UTC: `Fri 28 Mar 2025, 23:59 (UTC+1)`.
 * @param timeZone of the IANA database, such as `Europe/Berlin`.
 */
export function formatZoned(atMs: number, timeZone: string): string {
  const parts = partsOf(atMs, timeZone, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
  const { weekday, day, month, year, hour, minute } = parts;
  return `${weekday} ${day} ${month} ${year}, ${hour}:${minute} (${formatOffset(offsetMinutes(atMs, timeZone))})`;
}

/** `UTC+1`, `UTC-3:30`, `UTC`. */
function formatOffset(minutes: number): string {
  if (minutes === 0) return "UTC";
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? "" : `:${String(size % 60).padStart(2, "0")}`;
  return `UTC${minutes < 0 ? "-" : "+"}${Math.floor(size / 60)}${rest}`;
}

/** How many minutes a zone's clocks are ahead of UTC at a moment. */
export function offsetMinutes(atMs: number, timeZone: string): number {
  const { year, month, day, hour, minute } = partsOf(atMs, timeZone, {
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
  return Math.round((local - Math.floor(atMs / MINUTE_MS) * MINUTE_MS) / MINUTE_MS);
}

/** What a field for date and time shows of a moment: `2025-03-28T23:59`. */
export function localOf(atMs: number, timeZone: string): string {
  return new Date(atMs + offsetMinutes(atMs, timeZone) * MINUTE_MS).toISOString().slice(0, 16);
}

/**
 * The moment that such a field names in a time zone; null for what is none. Where clocks go forward over it, what it would
 * have been without: 02:30 becomes 03:30. Where they go back and it comes twice, the first.
 */
export function instantOf(local: string, timeZone: string): number | null {
  const match = LOCAL.exec(local);
  if (match === null) return null;
  const asUtc = Date.parse(`${local}:00.000Z`);
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 16) !== local) return null;
  // The offsets before and after any change of clocks nearby.
  const before = offsetMinutes(asUtc - 24 * 60 * MINUTE_MS, timeZone);
  const after = offsetMinutes(asUtc + 24 * 60 * MINUTE_MS, timeZone);
  const candidates = [before, after].map((offset) => asUtc - offset * MINUTE_MS);
  const fitting = candidates.filter((at) => localOf(at, timeZone) === local);
  return fitting.length === 0 ? (candidates[0] ?? null) : Math.min(...fitting);
}

type Wanted = Intl.DateTimeFormatOptions;

function partsOf(atMs: number, timeZone: string, wanted: Wanted): Record<string, string> {
  const format = new Intl.DateTimeFormat("en-GB", {
    ...wanted,
    timeZone,
    hourCycle: "h23",
    calendar: "gregory",
  });
  return Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
}
