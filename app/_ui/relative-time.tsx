"use client";

import { useEffect, useState } from "react";
import { formatRelativeTime } from "#app/_lib/format-relative-time.ts";

const REFRESH_MS = 30_000;

export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), REFRESH_MS);
    return () => window.clearInterval(timer);
  }, []);
  return (
    <time dateTime={at} title={new Date(at).toLocaleString()} className={className} suppressHydrationWarning>
      {formatRelativeTime(at, Math.max(now, Date.parse(at)))}
    </time>
  );
}
