import { EUROSAT } from "#models/datasets/eurosat.ts";
import { analyzeGraph, type GraphTarget } from "#models/graph/analyze.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { layerOf } from "#models/layers/index.ts";
import { cn } from "#app/_lib/cn.ts";

type LayerStackProps = { graph: ModelGraph; target?: GraphTarget; className?: string };

/** A network's silhouette: a bar a layer, as high as its map is, in the colour of its kind. Decorative. */
export function LayerStack({ graph, target = EUROSAT, className }: LayerStackProps) {
  const { order, nodes } = analyzeGraph(graph, target);
  const types = new Map(graph.nodes.map((node) => [node.id, node.type]));
  const side = target.inputShape[0] ?? 64;
  return (
    <div aria-hidden className={cn("flex h-12 items-center gap-[2px] overflow-hidden", className)}>
      {order.map((id) => {
        const shape = nodes[id]?.shape;
        const height = shape?.length === 3 ? Math.sqrt((shape[0] ?? 1) / side) : 0.24;
        const category = layerOf(types.get(id) ?? "")?.category ?? "core";
        return (
          <span
            key={id}
            className="w-1.5 rounded-[2px]"
            style={{
              height: `${Math.round(Math.max(0.16, height) * 100)}%`,
              background: `var(--layer-${category})`,
            }}
          />
        );
      })}
    </div>
  );
}
