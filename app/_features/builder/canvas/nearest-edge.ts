import type { Point } from "#models/graph/edits/plan.ts";
import type { NetworkView, ViewEdge } from "../view/view.ts";
import { distanceToRoute, routeOf } from "./route.ts";

/** How near a block has to be to a connection to go into it. Units of the canvas. */
export const REACH = 56;

type Nearness = {
  reach: number;
  /** The block that is dragged: its own connections are not meant. */
  without?: string;
};

/** The connection that a block dropped at `point` goes into; null where none is near. */
export function nearestEdge(
  view: NetworkView,
  point: Point,
  { reach, without }: Nearness = { reach: REACH },
): ViewEdge | null {
  const places = [...view.nodes, ...view.folded.map(({ viewId }) => ({ id: viewId }))].map(({ id }) =>
    view.placeOf(id),
  );
  let best: { edge: ViewEdge; distance: number } | null = null;
  for (const edge of view.edges) {
    const { source, target } = edge;
    if (source === without || target === without) continue;
    const route = routeOf(view.placeOf(source), view.placeOf(target), places);
    const distance = distanceToRoute(point, route);
    if (distance <= reach && (best === null || distance < best.distance)) best = { edge, distance };
  }
  return best?.edge ?? null;
}
