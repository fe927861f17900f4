import { applyEdit } from "#models/graph/edits/apply-edit.ts";
import { edgeId } from "#models/graph/edge-id.ts";
import { groupOf, type GraphEdit } from "#models/graph/edits/edit.ts";
import { edgesInto, nodeById } from "#models/graph/edits/links.ts";
import { type EditPlan, refuse } from "#models/graph/edits/plan.ts";
import type { Cure } from "#models/graph/graph-issue.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { layerOf } from "#models/layers/index.ts";
import { formatSettingText } from "../inspector/setting-text.ts";
import { insertOnEdge } from "./insert-on-edge.ts";

/** Does what mends an issue. */
export function doCure(graph: ModelGraph, cure: Cure): EditPlan {
  if (cure.kind === "set") {
    const { nodeId, name, value } = cure;
    return { ok: true, edit: { kind: "setSetting", id: nodeId, name, value } };
  }
  const edits: GraphEdit[] = [];
  let built = graph;
  let selected: readonly string[] = [];
  for (const { type, settings = {} } of cure.layers) {
    const [edge] = edgesInto(built, cure.nodeId);
    if (edge === undefined) return refuse("Nothing leads into this block any more");
    const inserted = insertOnEdge(built, edgeId(edge), type);
    if (!inserted.ok) return inserted;
    selected = inserted.selected ?? [];
    const [id = ""] = selected;
    const set = Object.entries(settings).map(([name, value]): GraphEdit => ({
      kind: "setSetting",
      id,
      name,
      value,
    }));
    const step = groupOf([inserted.edit, ...set]);
    edits.push(step);
    built = applyEdit(built, step);
  }
  return { ok: true, edit: groupOf(edits), selected };
}

/** What its button says: "Set units to 10", "Put Flatten and Dense before output". */
export function cureText(graph: ModelGraph, cure: Cure): string {
  const node = nodeById(graph, cure.nodeId);
  if (cure.kind === "set") {
    const field = layerOf(node?.type ?? "")?.fields.find(({ name }) => name === cure.name);
    const value = Array.isArray(cure.value)
      ? cure.value.map(formatSettingText).join("×")
      : formatSettingText(cure.value);
    return `Set ${(field?.label ?? cure.name).toLowerCase()} to ${value}`;
  }
  const layers = cure.layers.map(({ type, settings }) =>
    settings?.["units"] === undefined ? type : `${type} with ${formatSettingText(settings["units"])} units`,
  );
  return `Put ${layers.join(" and ")} before ${node?.type === "Output" ? "Output" : (node?.name ?? "it")}`;
}
