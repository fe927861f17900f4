"use client";

import { useEffect, useState } from "react";

/** Whole seconds since a moment on the clock of `performance.now()`, counted once a second. */
export function useSecondsSince(momentMs: number): number {
  const [nowMs, setNowMs] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(() => setNowMs(performance.now()), 1000);
    return () => window.clearInterval(timer);
  }, []);
  return Math.max(0, Math.floor((nowMs - momentMs) / 1000));
}
