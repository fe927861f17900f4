import { z } from "zod";
import { layerName, MAX_EDGES, MAX_NODES, nodeContent, storableText } from "./node-schema.ts";

const MAX_EDGE_ID_LENGTH = 160;

/** A node's id was its layer's name, and a layer read its inputs in the order of its edges in the list. */
export const graphVersion1 = z.object({
  version: z.literal(1),
  nodes: z.array(z.object({ id: layerName, ...nodeContent })).max(MAX_NODES),
  edges: z
    .array(z.object({ id: storableText.max(MAX_EDGE_ID_LENGTH), source: layerName, target: layerName }))
    .max(MAX_EDGES),
});

export type GraphVersion1 = z.infer<typeof graphVersion1>;

/**
 * The same network in version 2. Ids are the names of that time, so a graph that is read twice is one graph; both lists
 * keep their order, which decides between layers that could come next.
 */
export function upgradeVersion1({ nodes, edges }: GraphVersion1) {
  const taken = new Map<string, number>();
  return {
    version: 2 as const,
    nodes: nodes.map(({ id, ...content }) => ({ id, name: id, ...content })),
    edges: edges.map(({ source, target }) => {
      const slot = taken.get(target) ?? 0;
      taken.set(target, slot + 1);
      return { source, target, slot };
    }),
  };
}
