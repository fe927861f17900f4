import { createStore, type StoreApi } from "zustand";
import type { GraphTarget } from "#models/graph/analyze.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import type { Edit } from "../edits/edit-result.ts";
import { type BuilderAnalysis, createAnalysisCache } from "./analysis-cache.ts";
import { closeStep, type History, record, redo, startHistory, undo } from "./history.ts";

export type Selection = { nodes: readonly string[]; edges: readonly string[] };

export type BuilderState = {
  history: History;
  graph: ModelGraph;
  analysis: BuilderAnalysis;
  target: GraphTarget;
  selection: Selection;
  isReadOnly: boolean;
  /** The connection that a dragged block would go into. */
  dropEdgeId: string | null;
  /** What is open beside the canvas. */
  panel: BuilderPanel | null;
  /** Null where it was done, the reason where it was refused. Edits in a row with one key are one step of undo. */
  edit: (edit: Edit, stepKey?: string) => string | null;
  endStep: () => void;
  undo: () => void;
  redo: () => void;
  select: (selection: Partial<Selection>) => void;
  setDropEdge: (edgeId: string | null) => void;
  show: (panel: BuilderPanel | null) => void;
};

export type BuilderPanel = "search" | "connect" | "shortcuts" | "train";

export type BuilderStore = StoreApi<BuilderState>;

const NOTHING: Selection = { nodes: [], edges: [] };

export function createBuilderStore(options: {
  graph: ModelGraph;
  target: GraphTarget;
  isReadOnly?: boolean;
}): BuilderStore {
  const { graph, target, isReadOnly = false } = options;
  const analyze = createAnalysisCache(target);
  return createStore<BuilderState>()((set, get) => {
    function travel(to: History): void {
      if (get().isReadOnly || to.graph === get().graph) return;
      set({
        history: to,
        graph: to.graph,
        analysis: analyze(to.graph),
        selection: keepExisting(get().selection, to.graph),
      });
    }
    return {
      history: startHistory(graph),
      graph,
      analysis: analyze(graph),
      target,
      selection: NOTHING,
      isReadOnly,
      dropEdgeId: null,
      panel: null,
      edit(edit, stepKey) {
        if (get().isReadOnly) return "This design belongs to somebody else; duplicate it to edit";
        const result = edit(get().graph);
        if (!result.ok) return result.reason;
        const history = record(get().history, result.graph, stepKey ?? null);
        const selection =
          result.selected === undefined ? get().selection : { nodes: result.selected, edges: [] };
        set({
          history,
          graph: history.graph,
          analysis: analyze(history.graph),
          selection: keepExisting(selection, history.graph),
        });
        return null;
      },
      endStep() {
        const history = closeStep(get().history);
        if (history !== get().history) set({ history });
      },
      undo: () => travel(undo(get().history)),
      redo: () => travel(redo(get().history)),
      select: (selection) => set({ selection: keepExisting({ ...NOTHING, ...selection }, get().graph) }),
      show: (panel) => set({ panel }),
      setDropEdge(dropEdgeId) {
        if (dropEdgeId !== get().dropEdgeId) set({ dropEdgeId });
      },
    };
  });
}

function keepExisting(selection: Selection, graph: ModelGraph): Selection {
  const nodes = new Set(graph.nodes.map((node) => node.id));
  const edges = new Set(graph.edges.map((edge) => edge.id));
  if (selection.nodes.every((id) => nodes.has(id)) && selection.edges.every((id) => edges.has(id))) {
    return selection;
  }
  return {
    nodes: selection.nodes.filter((id) => nodes.has(id)),
    edges: selection.edges.filter((id) => edges.has(id)),
  };
}
