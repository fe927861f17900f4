import type { ModelGraph } from "#models/graph/schema.ts";

const MAX_STEPS = 300;

/** Graphs never change in place, so a step back is the earlier graph itself. */
export type History = {
  graph: ModelGraph;
  past: readonly ModelGraph[];
  future: readonly ModelGraph[];
  /** Edits in a row with this key are one step; null begins a new one. */
  openKey: string | null;
};

export function startHistory(graph: ModelGraph): History {
  return { graph, past: [], future: [], openKey: null };
}

export function record(history: History, graph: ModelGraph, key: string | null = null): History {
  if (graph === history.graph) return history;
  const isSameStep = key !== null && key === history.openKey;
  const past = isSameStep ? history.past : [...history.past, history.graph].slice(-MAX_STEPS);
  return { graph, past, future: [], openKey: key };
}

/** What follows is a step of its own. */
export function closeStep(history: History): History {
  return history.openKey === null ? history : { ...history, openKey: null };
}

export function undo(history: History): History {
  const graph = history.past.at(-1);
  if (graph === undefined) return history;
  return {
    graph,
    past: history.past.slice(0, -1),
    future: [history.graph, ...history.future],
    openKey: null,
  };
}

export function redo(history: History): History {
  const [graph, ...future] = history.future;
  if (graph === undefined) return history;
  return { graph, past: [...history.past, history.graph], future, openKey: null };
}
