import type { Point } from "#models/graph/edits/plan.ts";
import type { NetworkView } from "../view/view.ts";

export type Direction = "up" | "down" | "left" | "right";

/** What an arrow key leads to: along a connection where there is one, else the nearest that way. Ids as on the canvas. */
export function neighbourOf(view: NetworkView, from: string, direction: Direction): string | null {
  const ids = [...view.nodes.map((node) => node.id), ...view.folded.map(({ viewId }) => viewId)];
  const id = view.seenAs(from);
  if (!ids.includes(id)) return ids[0] ?? null;
  if (direction === "up" || direction === "down") {
    const linked =
      direction === "down"
        ? view.edges.find(({ source }) => source === id)?.target
        : view.edges.filter(({ target }) => target === id).toSorted((a, b) => a.slot - b.slot)[0]?.source;
    if (linked !== undefined) return linked;
  }
  const here = view.placeOf(id);
  let best: { id: string; cost: number } | null = null;
  for (const other of ids) {
    const cost = other === id ? null : costOf(here, view.placeOf(other), direction);
    if (cost !== null && (best === null || cost < best.cost)) best = { id: other, cost };
  }
  return best?.id ?? null;
}

/** Null where it does not lie that way. */
function costOf(from: Point, to: Point, direction: Direction): number | null {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const isSideways = direction === "left" || direction === "right";
  const ahead = (isSideways ? dx : dy) * (direction === "left" || direction === "up" ? -1 : 1);
  const aside = Math.abs(isSideways ? dy : dx);
  return ahead <= 0 || aside > ahead * 2 ? null : ahead + aside * 2;
}
