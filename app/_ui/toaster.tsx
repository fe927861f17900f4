"use client";

import { lazy, Suspense, useSyncExternalStore } from "react";
import { isWanted, onWanted } from "#app/_lib/toast.ts";

const Toasts = lazy(() => import("./toasts.tsx"));

/** Where toasts appear. Its code comes with the first of them. */
export function Toaster() {
  const isNeeded = useSyncExternalStore(onWanted, isWanted, () => false);
  return isNeeded ? (
    <Suspense>
      <Toasts />
    </Suspense>
  ) : null;
}
