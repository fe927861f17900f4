import type { FitViewOptions } from "@xyflow/react";

/** Everything in view, and never larger than life. */
export const FIT = { padding: 0.08, minZoom: 0.05, maxZoom: 1 } as const satisfies FitViewOptions;
