import type { GraphEdit } from "./edit.ts";

/** What a person wants as an edit of the graph that they see; a refusal says why not, in a learner's words. */
export type EditPlan =
  | {
      ok: true;
      edit: GraphEdit;
      /** Ids of the nodes to select afterwards; left out, the selection stays. */
      selected?: readonly string[];
    }
  | { ok: false; reason: string };

export type Point = { x: number; y: number };

export function refuse(reason: string): EditPlan {
  return { ok: false, reason };
}
