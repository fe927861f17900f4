"use client";

import { HydrationBoundary, type DehydratedState } from "@tanstack/react-query";
import { useMemo, type ReactNode } from "react";

/**
 * Gives the page's queries what the server has read for them. It counts as read now: the server's clock may be hours away
 * from the browser's, and what is stale by that would be asked for at once, or never.
 */
export function FirstContent({ state, children }: { state: DehydratedState; children: ReactNode }) {
  const own = useMemo(() => asReadNow(state), [state]);
  return <HydrationBoundary state={own}>{children}</HydrationBoundary>;
}

function asReadNow(state: DehydratedState): DehydratedState {
  const now = Date.now();
  const queries = state.queries.map((query) => ({
    ...query,
    state: { ...query.state, dataUpdatedAt: now },
  }));
  return { ...state, queries };
}
