import { applyEdit } from "#models/graph/edits/apply-edit.ts";
import type { GraphEdit } from "#models/graph/edits/edit.ts";
import { invertEdit } from "#models/graph/edits/invert-edit.ts";
import { mergeEdits } from "#models/graph/edits/merge-edits.ts";
import type { ModelGraph } from "#models/graph/schema.ts";

const MAX_STEPS = 300;

/** Steps back and forth are edits and no graphs: what somebody else did in between stays. */
export type History = {
  /** Each takes one step back, the last one first. */
  past: readonly GraphEdit[];
  /** Each goes forward again, the first one first. */
  future: readonly GraphEdit[];
  /** Edits in a row with this key are one step; null begins a new one. */
  openKey: string | null;
};

export type Step = { history: History; graph: ModelGraph };

export const NO_HISTORY: History = { past: [], future: [], openKey: null };

/** @param inverse what takes the edit back that has just been done. */
export function record(history: History, inverse: GraphEdit, key: string | null = null): History {
  const open = key !== null && key === history.openKey ? history.past.at(-1) : undefined;
  const past =
    open === undefined
      ? [...history.past, inverse].slice(-MAX_STEPS)
      : [...history.past.slice(0, -1), mergeEdits(inverse, open)];
  return { past, future: [], openKey: key };
}

/** What follows is a step of its own. */
export function closeStep(history: History): History {
  return history.openKey === null ? history : { ...history, openKey: null };
}

/** Null where there is nothing to take back; steps whose nodes are gone meanwhile are passed over. */
export function undo({ past, future }: History, graph: ModelGraph): Step | null {
  const edit = past.at(-1);
  if (edit === undefined) return null;
  const earlier = past.slice(0, -1);
  const before = applyEdit(graph, edit);
  if (before === graph) return undo({ past: earlier, future, openKey: null }, graph);
  const history = { past: earlier, future: [invertEdit(graph, edit), ...future], openKey: null };
  return { graph: before, history };
}

export function redo({ past, future }: History, graph: ModelGraph): Step | null {
  const [edit, ...later] = future;
  if (edit === undefined) return null;
  const after = applyEdit(graph, edit);
  if (after === graph) return redo({ past, future: later, openKey: null }, graph);
  return {
    graph: after,
    history: { past: [...past, invertEdit(graph, edit)], future: later, openKey: null },
  };
}
