import type { ModelGraph } from "../schema.ts";
import { applyEdit } from "./apply-edit.ts";
import { groupOf, type GraphEdit } from "./edit.ts";

/**
 * The edit that takes an edit of this graph back: applied to what the edit makes of it, it gives this graph again. Of one
 * that changes nothing, one that changes nothing.
 */
export function invertEdit(graph: ModelGraph, edit: GraphEdit): GraphEdit {
  if (edit.kind === "group") {
    let between = graph;
    const inverses = edit.edits.map((each) => {
      const inverse = invertEdit(between, each);
      between = applyEdit(between, each);
      return inverse;
    });
    return groupOf(inverses.toReversed());
  }
  if (applyEdit(graph, edit) === graph) return groupOf([]);
  const nodeOf = (id: string) => graph.nodes.find((node) => node.id === id);
  switch (edit.kind) {
    case "addNode":
      return { kind: "removeNodes", ids: [edit.node.id] };
    case "removeNodes":
      return bringBack(graph, new Set(edit.ids));
    case "renameNode":
      return { ...edit, name: nodeOf(edit.id)?.name ?? edit.name };
    case "setSetting": {
      const { kind, id, name } = edit;
      const settings = nodeOf(id)?.settings ?? {};
      const old = Object.hasOwn(settings, name) ? settings[name] : undefined;
      return { kind, id, name, ...(old === undefined ? {} : { value: old }) };
    }
    case "moveNodes": {
      const moved = new Set(edit.places.map(({ id }) => id));
      const nodes = graph.nodes.filter(({ id }) => moved.has(id));
      return { kind: "moveNodes", places: nodes.map(({ id, position }) => ({ id, ...position })) };
    }
    case "connect":
    case "disconnect": {
      const { target, slot } = edit.kind === "connect" ? edit.edge : edit;
      const at = graph.edges.findIndex((edge) => edge.target === target && edge.slot === slot);
      const before = graph.edges[at];
      return before === undefined
        ? { kind: "disconnect", target, slot }
        : { kind: "connect", edge: before, at };
    }
    case "replaceGraph":
      return { kind: "replaceGraph", graph };
  }
}

/** In the order of the lists, so that each finds its place as it was. */
function bringBack({ nodes, edges }: ModelGraph, gone: ReadonlySet<string>): GraphEdit {
  return groupOf([
    ...nodes.flatMap((node, at): GraphEdit[] => (gone.has(node.id) ? [{ kind: "addNode", node, at }] : [])),
    ...edges.flatMap((edge, at): GraphEdit[] =>
      gone.has(edge.source) || gone.has(edge.target) ? [{ kind: "connect", edge, at }] : [],
    ),
  ]);
}
