import { z } from "zod";
import { isStorableJson, isStorableText } from "./storable.ts";

export const GRAPH_VERSION = 1;
export const MAX_NODES = 400;
export const MAX_EDGES = 800;
/** Of one node, as JSON. The largest real ones are about 200 characters; a list of designs reads hundreds of graphs. */
const MAX_SETTINGS_LENGTH = 1_000;

const storableText = z.string().refine(isStorableText, "Control characters cannot be part of a network");

/** A node's id is its layer's Keras name, unique in the graph: `conv2d`, `conv2d_1`, `dense`. */
export const nodeId = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9_]*$/, "A layer name is lower case letters, digits and underscores");

/** `settings` stays unparsed here: while a person types, a setting may be wrong and must still be saved. */
export const graphNode = z.object({
  id: nodeId,
  type: storableText.max(64),
  settings: z
    .record(z.string().max(64), z.json())
    .refine(
      (settings) => isStorableJson(settings, MAX_SETTINGS_LENGTH),
      "The settings of a layer are too long, or hold control characters",
    )
    .default({}),
  position: z.object({ x: z.number(), y: z.number() }).default({ x: 0, y: 0 }),
});

/** A layer with several inputs reads them in the order of its edges in the graph's list. */
export const graphEdge = z.object({
  id: storableText.max(160),
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
