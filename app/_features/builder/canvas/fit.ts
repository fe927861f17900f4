import type { FitViewOptions } from "@xyflow/react";

/** Around the network when all of it is in sight: room for the way between columns, and for the controls below. */
const FIT_MARGIN = { top: 28, bottom: 52, side: 24 };

/** Everything in view, and never larger than life. */
export const FIT = {
  padding: {
    top: `${FIT_MARGIN.top}px`,
    bottom: `${FIT_MARGIN.bottom}px`,
    left: `${FIT_MARGIN.side}px`,
    right: `${FIT_MARGIN.side}px`,
  },
  minZoom: 0.05,
  maxZoom: 1,
} as const satisfies FitViewOptions;

type Size = { width: number; height: number };

/** The zoom at which all of a network is in sight. */
export function fittingZoom(canvas: Size, network: Size): number {
  const width = canvas.width - 2 * FIT_MARGIN.side;
  const height = canvas.height - FIT_MARGIN.top - FIT_MARGIN.bottom;
  return Math.min(width / network.width, height / network.height, FIT.maxZoom);
}
