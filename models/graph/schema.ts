import { z } from "zod";
import { layerName, MAX_EDGES, MAX_NODES, nodeContent } from "./node-schema.ts";
import { graphVersion1, upgradeVersion1 } from "./version-1.ts";

export const GRAPH_VERSION = 2;
const MAX_ID_LENGTH = 64;

/**
 * The longest JSON of a graph of any version, in characters. As many blocks as there may be fit with all that a block can
 * say; not all of them can have settings as long as a single one's may be.
 */
export const MAX_GRAPH_LENGTH = 1_000_000;
/** Everything in a graph that is a value of JSON, lists and objects among them: 30 settings and 8 more in each node. */
export const MAX_GRAPH_VALUES = 4 + MAX_NODES * 38 + MAX_EDGES * 5;

/** Stays the same for as long as the node lives, whatever it is called; people never see it. */
export const nodeId = z
  .string()
  .max(MAX_ID_LENGTH)
  .regex(/^[A-Za-z0-9_-]+$/, "A block's id is letters, digits, underscores and hyphens");

/** `name` is the layer's Keras name, unique in the graph. */
export const graphNode = z.object({ id: nodeId, name: layerName, ...nodeContent });

/**
 * Target and slot say which edge it is: an input has one source. Slots count from 0 and may have gaps; a layer with several
 * inputs reads them in their order.
 */
export const graphEdge = z.object({
  source: nodeId,
  target: nodeId,
  slot: z.int().min(0).max(MAX_EDGES),
});

const graphVersion2 = z.object({
  version: z.literal(GRAPH_VERSION),
  nodes: z.array(graphNode).max(MAX_NODES),
  edges: z.array(graphEdge).max(MAX_EDGES),
});

/** Takes a graph of any version and gives it in today's. */
export const modelGraph = z.discriminatedUnion(
  "version",
  [graphVersion2, graphVersion1.transform(upgradeVersion1)],
  { error: (issue) => (issue.code === "invalid_union" ? "Expected a network of version 1 or 2" : undefined) },
);

export type GraphNode = z.infer<typeof graphNode>;
export type GraphEdge = z.infer<typeof graphEdge>;
export type ModelGraph = z.infer<typeof graphVersion2>;
