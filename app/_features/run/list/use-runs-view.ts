"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { addressOf, viewOf, type RunsView } from "./runs-address.ts";

/** The list's view, kept in the address: it can be shared, and each choice can be gone back from. */
export function useRunsView() {
  const search = useSearchParams();
  const view = useMemo(() => viewOf(search), [search]);
  const show = useCallback((next: RunsView, { isTyped = false } = {}) => {
    const url = `${window.location.pathname}${addressOf(next)}`;
    // Words that are typed are one step, not one a letter.
    if (isTyped) window.history.replaceState(null, "", url);
    else window.history.pushState(null, "", url);
  }, []);
  return { view, show };
}
