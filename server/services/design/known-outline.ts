import { outlineOf, type GraphOutline } from "#models/graph/outline.ts";
import type { ModelGraph } from "#models/graph/schema.ts";

/** Of graphs that came through a thread, which has drawn them on the way. */
const known = new WeakMap<ModelGraph, GraphOutline>();

export function rememberOutline(graph: ModelGraph, outline: GraphOutline): void {
  known.set(graph, outline);
}

/** A graph's outline. Drawing that of the largest there can be takes ten milliseconds and more. */
export function outlineFor(graph: ModelGraph): GraphOutline {
  return known.get(graph) ?? outlineOf(graph);
}
