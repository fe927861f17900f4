import { z } from "zod";
import { layerName, MAX_EDGES, MAX_NODES, MAX_SETTINGS_LENGTH, MAX_SETTINGS_VALUES } from "../node-schema.ts";
import { graphEdge, graphNode, modelGraph, nodeId } from "../schema.ts";
import { isStorableJson, isStorableText, type Json } from "../storable.ts";

/** Where in its list of the graph something goes; left out, at the end. The order decides between layers that could come next. */
const at = z.int().min(0).optional();

const settingValue = z.custom<Json>(
  (value) => isStorableJson(value, { maxLength: MAX_SETTINGS_LENGTH, maxValues: MAX_SETTINGS_VALUES }),
  "A setting is too long, or holds control characters",
);

const addNode = z.object({ kind: z.literal("addNode"), node: graphNode, at });
/** Their connections go with them. */
const removeNodes = z.object({ kind: z.literal("removeNodes"), ids: z.array(nodeId).max(MAX_NODES) });
const renameNode = z.object({ kind: z.literal("renameNode"), id: nodeId, name: layerName });
/** Right or wrong, as typed: the analysis says what is wrong with it. Without a value, the setting is taken out. */
const setSetting = z.object({
  kind: z.literal("setSetting"),
  id: nodeId,
  name: z.string().max(MAX_SETTINGS_LENGTH).refine(isStorableText),
  value: settingValue.optional(),
});
const moveNodes = z.object({
  kind: z.literal("moveNodes"),
  places: z.array(z.object({ id: nodeId, x: z.number(), y: z.number() })).max(MAX_NODES),
});
/** What fed that input before does so no longer. */
const connect = z.object({ kind: z.literal("connect"), edge: graphEdge, at });
const disconnect = z.object({ kind: z.literal("disconnect"), ...graphEdge.omit({ source: true }).shape });
const replaceGraph = z.object({ kind: z.literal("replaceGraph"), graph: modelGraph });

const singleEdit = z.discriminatedUnion("kind", [
  addNode,
  removeNodes,
  renameNode,
  setSetting,
  moveNodes,
  connect,
  disconnect,
  replaceGraph,
]);

/** One after the other, as one step. */
const group = z.object({
  kind: z.literal("group"),
  edits: z.array(singleEdit).max(2 * (MAX_NODES + MAX_EDGES)),
});

/**
 * A change of a graph as data, to be sent, stored and made again. It names what it changes by id; where that is gone by then,
 * it changes nothing.
 */
export const graphEdit = z.discriminatedUnion("kind", [...singleEdit.options, group]);

export type SingleEdit = z.infer<typeof singleEdit>;
export type GraphEdit = z.infer<typeof graphEdit>;

export function groupOf(edits: readonly GraphEdit[]): GraphEdit {
  const single = edits.flatMap((edit) => (edit.kind === "group" ? edit.edits : [edit]));
  const [only] = single;
  return only !== undefined && single.length === 1 ? only : { kind: "group", edits: single };
}
