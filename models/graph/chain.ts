import type { InputShape } from "../datasets/descriptor.ts";
import { nextLayerName } from "./layer-name.ts";
import { arranged } from "./layout/arranged.ts";
import { GRAPH_VERSION, type GraphNode, type ModelGraph } from "./schema.ts";
import type { LayerType } from "../layers/index.ts";

export type ChainLayer = { type: LayerType; settings?: GraphNode["settings"] };

/** A graph of layers in one line, from an Input to an Output that are added to them. Ids are names. */
export function chainGraph(layers: readonly ChainLayer[], inputShape: InputShape = [64, 64, 3]): ModelGraph {
  const nodes: GraphNode[] = [];
  const all: ChainLayer[] = [
    { type: "Input", settings: { shape: [...inputShape] } },
    ...layers,
    { type: "Output" },
  ];
  for (const { type, settings = {} } of all) {
    const name = nextLayerName({ nodes }, type);
    nodes.push({ id: name, name, type, settings: structuredClone(settings), position: { x: 0, y: 0 } });
  }
  const edges = nodes.slice(1).map((node, index) => {
    return { source: nodes[index]?.id ?? "", target: node.id, slot: 0 };
  });
  return arranged({ version: GRAPH_VERSION, nodes, edges });
}
