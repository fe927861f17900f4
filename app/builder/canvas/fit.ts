import type { FitViewOptions } from "@xyflow/react";

/** Never so small that a block cannot be read on a projector, never larger than life. */
export const FIT = { padding: 0.08, minZoom: 0.5, maxZoom: 1 } as const satisfies FitViewOptions;
