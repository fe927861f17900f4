import type { InputShape } from "../datasets/descriptor.ts";
import { nextLayerName } from "./layer-name.ts";
import { GRAPH_VERSION, type GraphNode, type ModelGraph } from "./schema.ts";
import type { LayerType } from "../layers/index.ts";

export type ChainLayer = { type: LayerType; settings?: GraphNode["settings"] };

/** From the top of a block to the top of the next, in units of the canvas. */
export const ROW_HEIGHT = 120;

/** A graph of layers in one line, top to bottom, from an Input to an Output that are added to them. Ids are names. */
export function chainGraph(layers: readonly ChainLayer[], inputShape: InputShape = [64, 64, 3]): ModelGraph {
  const nodes: GraphNode[] = [];
  const all: ChainLayer[] = [
    { type: "Input", settings: { shape: [...inputShape] } },
    ...layers,
    { type: "Output" },
  ];
  for (const [row, { type, settings = {} }] of all.entries()) {
    const name = nextLayerName({ nodes }, type);
    nodes.push({
      id: name,
      name,
      type,
      settings: structuredClone(settings),
      position: { x: 0, y: row * ROW_HEIGHT },
    });
  }
  const edges = nodes.slice(1).map((node, index) => {
    return { source: nodes[index]?.id ?? "", target: node.id, slot: 0 };
  });
  return { version: GRAPH_VERSION, nodes, edges };
}
