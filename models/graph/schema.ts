import { z } from "zod";
import { isStorableJson, isStorableText, type Json } from "./storable.ts";

export const GRAPH_VERSION = 1;
export const MAX_NODES = 400;
export const MAX_EDGES = 800;
const MAX_ID_LENGTH = 64;
const MAX_TYPE_LENGTH = 64;
const MAX_EDGE_ID_LENGTH = 160;
/** Of one node, as JSON. The largest real ones are about 200 characters; a list of designs reads hundreds of graphs. */
const MAX_SETTINGS_LENGTH = 1_000;
/** Of one node. The most that any layer has are 30: 20 settings, some of them pairs. */
const MAX_SETTINGS_VALUES = 64;

/** Of all names in a node or an edge with their quotes, commas and brackets, and of the two numbers of a position. */
const FRAME_LENGTH = 150;
/** The longest JSON of a graph, in characters. */
export const MAX_GRAPH_LENGTH =
  MAX_NODES * (MAX_ID_LENGTH + MAX_TYPE_LENGTH + MAX_SETTINGS_LENGTH + FRAME_LENGTH) +
  MAX_EDGES * (2 * MAX_ID_LENGTH + MAX_EDGE_ID_LENGTH + FRAME_LENGTH);
/** Everything in a graph that is a value of JSON, lists and objects among them. */
export const MAX_GRAPH_VALUES = 4 + MAX_NODES * (MAX_SETTINGS_VALUES + 6) + MAX_EDGES * 4;

const storableText = z.string().refine(isStorableText, "Control characters cannot be part of a network");

/** A node's id is its layer's Keras name, unique in the graph: `conv2d`, `conv2d_1`, `dense`. */
export const nodeId = z
  .string()
  .max(MAX_ID_LENGTH)
  .regex(/^[a-z][a-z0-9_]*$/, "A layer name is lower case letters, digits and underscores");

function isSettings(value: unknown): value is Record<string, Json> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return isStorableJson(value, { maxLength: MAX_SETTINGS_LENGTH, maxValues: MAX_SETTINGS_VALUES });
}

/** `settings` stays unparsed here: while a person types, a setting may be wrong and must still be saved. */
export const graphNode = z.object({
  id: nodeId,
  type: storableText.max(MAX_TYPE_LENGTH),
  settings: z
    .custom<Record<string, Json>>(
      isSettings,
      "The settings of a layer are too long or too many, or hold control characters",
    )
    .default({}),
  position: z.object({ x: z.number(), y: z.number() }).default({ x: 0, y: 0 }),
});

/** A layer with several inputs reads them in the order of its edges in the graph's list. */
export const graphEdge = z.object({
  id: storableText.max(MAX_EDGE_ID_LENGTH),
  source: nodeId,
  target: nodeId,
});

export const modelGraph = z.object({
  version: z.literal(GRAPH_VERSION),
  nodes: z.array(graphNode).max(MAX_NODES),
  edges: z.array(graphEdge).max(MAX_EDGES),
});

export type GraphNode = z.infer<typeof graphNode>;
export type GraphEdge = z.infer<typeof graphEdge>;
export type ModelGraph = z.infer<typeof modelGraph>;
