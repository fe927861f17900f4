import type { ModelGraph } from "#models/graph/schema.ts";
import type { EditResult } from "./edit-result.ts";

/** Another network on the canvas: a preset, an imported file. */
export function replaceGraph(_graph: ModelGraph, next: ModelGraph): EditResult {
  return { ok: true, graph: structuredClone(next), selected: [] };
}
