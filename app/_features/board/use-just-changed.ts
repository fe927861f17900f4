"use client";

import { useEffect, useRef, useState } from "react";
import type { LeaderboardRow } from "#server/contract/cohort.ts";

const SHOWN_MS = 2500;
const NOBODY: ReadonlySet<string> = new Set();

/** Ids of those whose best run has just become another one. Nobody on the first look; undefined while it loads. */
export function useJustChanged(
  rows: readonly Pick<LeaderboardRow, "user" | "runId">[] | undefined,
): ReadonlySet<string> {
  const known = useRef<Map<string, string> | null>(null);
  const [changed, setChanged] = useState(NOBODY);

  useEffect(() => {
    if (rows === undefined) return;
    const before = known.current;
    known.current = new Map(rows.map((row) => [row.user.id, row.runId]));
    if (before === null) return;
    const moved = rows.filter((row) => before.get(row.user.id) !== row.runId).map((row) => row.user.id);
    if (moved.length > 0) setChanged(new Set(moved));
  }, [rows]);

  useEffect(() => {
    if (changed.size === 0) return;
    const timer = window.setTimeout(() => setChanged(NOBODY), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [changed]);

  return changed;
}
