"use client";

import { HydrationBoundary, type DehydratedState } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { asReadNow } from "./as-read-now.ts";

/** Gives the page's queries what the server has read for them. */
export function FirstContent({ state, children }: { state: DehydratedState; children: ReactNode }) {
  return <HydrationBoundary state={asReadNow(state)}>{children}</HydrationBoundary>;
}
