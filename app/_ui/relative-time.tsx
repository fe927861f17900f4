"use client";

import { formatRelativeTime } from "#app/_lib/format-relative-time.ts";
import { useIsHydrated } from "#app/_lib/use-is-hydrated.ts";
import { useNow } from "#app/_lib/use-now.ts";

const REFRESH_MS = 30_000;

/** In its reader's time zone and language once the browser has drawn it; in nobody's before. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const now = useNow(REFRESH_MS);
  const isHydrated = useIsHydrated();
  return (
    <time dateTime={at} title={isHydrated ? new Date(at).toLocaleString() : undefined} className={className}>
      {formatRelativeTime(at, {
        now: Math.max(now, Date.parse(at)),
        ...(isHydrated ? {} : { timeZone: "UTC" }),
      })}
    </time>
  );
}
