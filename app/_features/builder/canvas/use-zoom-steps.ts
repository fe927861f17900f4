"use client";

import { useReactFlow } from "@xyflow/react";
import { useRef } from "react";

export const ZOOM_STEP = 1.2;
const DURATION_MS = 120;

/** Zooms by a factor. Presses that follow each other faster than the view does add up, instead of each ending the one before. */
export function useZoomSteps(): (factor: number) => void {
  const { getZoom, zoomTo } = useReactFlow();
  const heading = useRef({ zoom: 1, until: 0 });
  return (factor) => {
    const now = performance.now();
    const from = now < heading.current.until ? heading.current.zoom : getZoom();
    heading.current = { zoom: from * factor, until: now + DURATION_MS };
    void zoomTo(heading.current.zoom, { duration: DURATION_MS });
  };
}
