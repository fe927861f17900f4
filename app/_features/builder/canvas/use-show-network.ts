"use client";

import { useReactFlow } from "@xyflow/react";
import { useCallback } from "react";
import { BLOCK_WIDTH } from "#models/graph/layout/block-size.ts";
import { CANVAS_ID } from "../reveal-provider.tsx";
import { FIT, fittingZoom } from "./fit.ts";

/** Smaller than this, names and shapes are no longer 10 px high. */
const READABLE_ZOOM = 0.4;
const READING_ZOOM = 0.8;
const TOP_MARGIN = 24;

/** Shows the network once it has been drawn: all of it where it can still be read, else its beginning. */
export function useShowNetwork(): (options?: { durationMs?: number }) => void {
  const flow = useReactFlow();
  return useCallback(
    (options) => {
      window.requestAnimationFrame(() => {
        const duration = options?.durationMs ?? 200;
        const canvas = document.getElementById(CANVAS_ID)?.getBoundingClientRect();
        const nodes = flow.getNodes();
        const first = nodes.toSorted((a, b) => a.position.y - b.position.y)[0];
        if (canvas === undefined || first === undefined) return;
        const bounds = flow.getNodesBounds(nodes);
        const zoom = fittingZoom(canvas, bounds);
        if (zoom >= READABLE_ZOOM) {
          void flow.fitView({ ...FIT, duration });
          return;
        }
        const x = canvas.width / 2 - (first.position.x + BLOCK_WIDTH / 2) * READING_ZOOM;
        const y = TOP_MARGIN - first.position.y * READING_ZOOM;
        void flow.setViewport({ x, y, zoom: READING_ZOOM }, { duration });
      });
    },
    [flow],
  );
}
