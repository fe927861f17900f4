"use client";

import { use, useEffect, useState } from "react";
import { RenderedAt } from "./rendered-at.ts";
import { useIsHydrated } from "./use-is-hydrated.ts";

/** The time, again every so many milliseconds. */
export function useNow(everyMs: number): number {
  const renderedAt = use(RenderedAt);
  const isHydrated = useIsHydrated();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), everyMs);
    return () => window.clearInterval(timer);
  }, [everyMs]);
  return isHydrated ? now : renderedAt;
}
