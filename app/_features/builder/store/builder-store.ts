import { createStore, type StoreApi } from "zustand";
import type { GraphTarget } from "#models/graph/analyze.ts";
import { edgeId } from "#models/graph/edge-id.ts";
import { applyEdit } from "#models/graph/edits/apply-edit.ts";
import { invertEdit } from "#models/graph/edits/invert-edit.ts";
import type { EditPlan } from "#models/graph/edits/plan.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { type BuilderAnalysis, createAnalysisCache } from "./analysis-cache.ts";
import { closeStep, type History, NO_HISTORY, record, redo, type Step, undo } from "./history.ts";

/** What a person wants, planned on the graph as it is. */
export type PlanEdit = (graph: ModelGraph) => EditPlan;

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
  edit: (plan: PlanEdit, stepKey?: string) => string | null;
  endStep: () => void;
  undo: () => void;
  redo: () => void;
  select: (selection: Partial<Selection>) => void;
  setDropEdge: (edgeId: string | null) => void;
  show: (panel: BuilderPanel | null) => void;
};

type BuilderPanel = "search" | "connect" | "shortcuts" | "train";

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
    function show(graph: ModelGraph, history: History, selection: Selection): void {
      set({ graph, history, analysis: analyze(graph), selection: keepExisting(selection, graph) });
    }
    function travel(step: Step | null): void {
      if (get().isReadOnly || step === null) return;
      show(step.graph, step.history, get().selection);
    }
    return {
      history: NO_HISTORY,
      graph,
      analysis: analyze(graph),
      target,
      selection: NOTHING,
      isReadOnly,
      dropEdgeId: null,
      panel: null,
      edit(plan, stepKey) {
        if (get().isReadOnly) return "This design belongs to somebody else; duplicate it to edit";
        const { graph: before, history, selection } = get();
        const planned = plan(before);
        if (!planned.ok) return planned.reason;
        const { edit, selected } = planned;
        const after = applyEdit(before, edit);
        show(
          after,
          after === before ? history : record(history, invertEdit(before, edit), stepKey ?? null),
          selected === undefined ? selection : { nodes: selected, edges: [] },
        );
        return null;
      },
      endStep() {
        const history = closeStep(get().history);
        if (history !== get().history) set({ history });
      },
      undo: () => travel(undo(get().history, get().graph)),
      redo: () => travel(redo(get().history, get().graph)),
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
  const edges = new Set(graph.edges.map(edgeId));
  if (selection.nodes.every((id) => nodes.has(id)) && selection.edges.every((id) => edges.has(id))) {
    return selection;
  }
  return {
    nodes: selection.nodes.filter((id) => nodes.has(id)),
    edges: selection.edges.filter((id) => edges.has(id)),
  };
}
