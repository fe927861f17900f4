"use client";

import { useIsHydrated } from "#app/_lib/use-is-hydrated.ts";
import { formatZoned } from "#models/exercises/zoned-time.ts";

/** Where the reader's clocks are. */
export const ownTimeZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A moment in the reader's own time zone, with its offset. */
export function Moment({ at, className }: { at: string; className?: string }) {
  const timeZone = useIsHydrated() ? ownTimeZone() : "UTC";
  return (
    <time dateTime={at} className={className} title={timeZone}>
      {formatZoned(Date.parse(at), timeZone)}
    </time>
  );
}
