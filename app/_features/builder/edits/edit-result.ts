import type { ModelGraph } from "#models/graph/schema.ts";

/** An edit gives a new graph and never changes the old one; a refusal says why, in a learner's words. */
export type EditResult =
  | {
      ok: true;
      graph: ModelGraph;
      /** Ids of the blocks to select afterwards; left out, the selection stays. */
      selected?: readonly string[];
    }
  | { ok: false; reason: string };

export type Edit = (graph: ModelGraph) => EditResult;

export type Point = { x: number; y: number };

export function refuse(reason: string): EditResult {
  return { ok: false, reason };
}
