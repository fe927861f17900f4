"use client";

import { use, useEffect, useState } from "react";
import { RenderedAt } from "./rendered-at.ts";
import { onServerTime, serverNow } from "./server-clock.ts";
import { useIsHydrated } from "./use-is-hydrated.ts";

/** The time by the server's clock, again every so many milliseconds. */
export function useNow(everyMs: number): number {
  const renderedAt = use(RenderedAt);
  const isHydrated = useIsHydrated();
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const tell = () => setNow(serverNow());
    const timer = window.setInterval(tell, everyMs);
    const forget = onServerTime(tell);
    return () => {
      window.clearInterval(timer);
      forget();
    };
  }, [everyMs]);
  return isHydrated ? now : renderedAt;
}
