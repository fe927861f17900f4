"use client";

import { formatZoned } from "#models/exercises/zoned-time.ts";

/** Where the reader's clocks are. */
export const ownTimeZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A moment in the reader's own time zone, with its offset. */
export function Moment({ at, className }: { at: string; className?: string }) {
  return (
    <time dateTime={at} className={className} suppressHydrationWarning title={ownTimeZone()}>
      {formatZoned(Date.parse(at), ownTimeZone())}
    </time>
  );
}
