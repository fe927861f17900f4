import type { LayerCategory, Shape } from "../layers/define-layer.ts";
import { layerOf } from "../layers/index.ts";
import { settingsText } from "../layers/settings-text.ts";
import { analyzeGraph } from "./analyze.ts";
import { meaningOf } from "./diff.ts";
import type { ModelGraph } from "./schema.ts";

/** A layer as a table shows it. */
export type ListedLayer = {
  id: string;
  type: string;
  category: LayerCategory;
  /** Those that make it what it is, as text. */
  settings: string;
  /** Without the batch axis; null where it is not known. */
  shape: Shape | null;
  params: number;
  /** The same for layers of one type that do the same, see `meaningOf`. */
  meaning: string;
};

export type ListedNetwork = { layers: ListedLayer[]; params: number };

/** A network layer by layer, each after all that lead into it, for pages that show it and have no use for what it is made of. */
export function listNetwork(graph: ModelGraph, inputShape: Shape): ListedNetwork {
  const { order, nodes, totals } = analyzeGraph(graph, { inputShape, target: null });
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const layers = order.flatMap((id): ListedLayer[] => {
    const node = byId.get(id);
    if (node === undefined) return [];
    const known = nodes[id];
    return [
      {
        id,
        type: node.type,
        category: layerOf(node.type)?.category ?? "core",
        settings: settingsText(node.type, known?.settings),
        shape: known?.shape ?? null,
        params: known?.params ?? 0,
        meaning: meaningOf(node),
      },
    ];
  });
  return { layers, params: totals.params };
}
