"use client";

import { useReactFlow } from "@xyflow/react";
import { useCallback } from "react";
import { FIT } from "./fit.ts";

/** Fits the whole network into view once it has been drawn. */
export function useFitSoon(): () => void {
  const flow = useReactFlow();
  return useCallback(() => {
    window.requestAnimationFrame(() => void flow.fitView({ ...FIT, duration: 200 }));
  }, [flow]);
}
