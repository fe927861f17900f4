"use client";

import { useEffect, useState } from "react";
import type { RunState } from "#server/contract/run.ts";
import { isEnded } from "#app/_lib/is-ended.ts";

/** As long as a finger may already be on its way to what stood there before. */
const MOMENT_MS = 1_000;

/** Whether a run has just ended under the eyes of who looks at it: what comes in place of its buttons waits a moment. */
export function useHasJustEnded(state: RunState): boolean {
  const [knownEnded, setKnownEnded] = useState(isEnded(state));
  const hasEnded = isEnded(state);
  useEffect(() => {
    if (hasEnded === knownEnded) return;
    const timer = window.setTimeout(() => setKnownEnded(hasEnded), MOMENT_MS);
    return () => window.clearTimeout(timer);
  }, [hasEnded, knownEnded]);
  return hasEnded && !knownEnded;
}
