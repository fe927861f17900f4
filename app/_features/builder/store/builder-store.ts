import { createStore, type StoreApi } from "zustand";
import type { GraphTarget } from "#models/graph/analyze.ts";
import { edgeId } from "#models/graph/edge-id.ts";
import { applyEdit } from "#models/graph/edits/apply-edit.ts";
import { invertEdit } from "#models/graph/edits/invert-edit.ts";
import type { EditPlan } from "#models/graph/edits/plan.ts";
import { fitToTarget } from "#models/graph/fit-target.ts";
import { groupsOf } from "#models/graph/layout/groups.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import type { DropPlace } from "../edits/drop.ts";
import { keepTidy } from "../edits/keep-tidy.ts";
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
  /** Groups that are shown as one card each. How one looks at a network is no part of it, so undo leaves it. */
  folded: ReadonlySet<string>;
  /** Where the block that is dragged would go, and what it is called. */
  drop: Drop | null;
  /** What is open beside the canvas. */
  panel: BuilderPanel | null;
  /** Where the backbone goes that is asked about; null for a network of its own. */
  backboneAt: DropPlace | null;
  /** Null where it was done, the reason where it was refused. Edits in a row with one key are one step of undo. */
  edit: (plan: PlanEdit, stepKey?: string) => string | null;
  endStep: () => void;
  undo: () => void;
  redo: () => void;
  select: (selection: Partial<Selection>) => void;
  setDrop: (drop: Drop | null) => void;
  setFolded: (groupId: string, isFolded: boolean) => void;
  foldAll: (isFolded: boolean) => void;
  /** Another dataset: the network is fitted to it. Steps of undo stay, and the fit is none of them. */
  retarget: (target: GraphTarget) => void;
  show: (panel: BuilderPanel | null) => void;
  askBackbone: (at: DropPlace | null) => void;
};

type Drop = { place: DropPlace; title: string };

type BuilderPanel = "search" | "connect" | "shortcuts" | "train" | "backbone";

export type BuilderStore = StoreApi<BuilderState>;

const NOTHING: Selection = { nodes: [], edges: [] };

export function createBuilderStore(options: {
  graph: ModelGraph;
  target: GraphTarget;
  isReadOnly?: boolean;
}): BuilderStore {
  const { graph, target, isReadOnly = false } = options;
  let analyze = createAnalysisCache(target);
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
      folded: foldedAtFirst(graph),
      drop: null,
      panel: null,
      backboneAt: null,
      edit(plan, stepKey) {
        if (get().isReadOnly) return "This design belongs to somebody else; duplicate it to edit";
        const { graph: before, history, selection } = get();
        const planned = plan(before);
        if (!planned.ok) return planned.reason;
        const { selected } = planned;
        const edit = keepTidy(before, planned.edit);
        const after = applyEdit(before, edit);
        const isAnother =
          edit.kind === "replaceGraph" || (edit.kind === "group" && edit.edits[0]?.kind === "replaceGraph");
        if (isAnother) set({ folded: foldedAtFirst(after) });
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
      askBackbone: (backboneAt) => set({ backboneAt, panel: "backbone" }),
      setDrop(drop) {
        if (JSON.stringify(drop) !== JSON.stringify(get().drop)) set({ drop });
      },
      setFolded(groupId, isFolded) {
        const folded = new Set(get().folded);
        if (isFolded) folded.add(groupId);
        else folded.delete(groupId);
        set({ folded });
      },
      foldAll: (isFolded) =>
        set({ folded: new Set(isFolded ? groupsOf(get().graph).map(({ id }) => id) : []) }),
      retarget(target) {
        analyze = createAnalysisCache(target);
        set({ target });
        show(fitToTarget(get().graph, target), closeStep(get().history), get().selection);
      },
    };
  });
}

/** More blocks than these cannot be read when all are in sight. */
const READABLE_BLOCKS = 40;

function foldedAtFirst(graph: ModelGraph): ReadonlySet<string> {
  return new Set(graph.nodes.length <= READABLE_BLOCKS ? [] : groupsOf(graph).map(({ id }) => id));
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
