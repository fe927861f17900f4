import { z } from "zod";
import type { LayerCategory, Shape } from "../layers/define-layer.ts";
import { layerOf } from "../layers/index.ts";
import { analyzeGraph } from "./analyze.ts";
import type { ModelGraph } from "./schema.ts";

/** Raised when a graph's outline would come out differently: those that were stored before are then drawn anew. */
export const OUTLINE_VERSION = 1;

const shape = z.array(z.int()).readonly().nullable();

/** What a list shows of a graph, so that it need not read the graph. The same for every dataset. */
export const graphOutline = z.object({
  version: z.literal(OUTLINE_VERSION),
  layerCount: z.int(),
  params: z.int(),
  /** Without the batch axis; null where there is not exactly one such layer, or its shape is not known. */
  inputShape: shape,
  outputShape: shape,
});
export type GraphOutline = z.infer<typeof graphOutline>;

export function outlineOf(graph: ModelGraph): GraphOutline {
  // What the target decides is among the issues alone.
  const { nodes, totals } = analyzeGraph(graph, { inputShape: [], target: null });
  function shapeOfOnly(category: LayerCategory): Shape | null {
    const [only, ...more] = graph.nodes.filter(({ type }) => layerOf(type)?.category === category);
    const found = only === undefined || more.length > 0 ? null : (nodes[only.id]?.shape ?? null);
    return found?.every(Number.isSafeInteger) === true ? found : null;
  }
  return {
    version: OUTLINE_VERSION,
    layerCount: graph.nodes.length,
    // Networks that nothing could train can be drawn: their counts outgrow whole numbers.
    params: Number.isSafeInteger(totals.params) ? totals.params : Number.MAX_SAFE_INTEGER,
    inputShape: shapeOfOnly("input"),
    outputShape: shapeOfOnly("output"),
  };
}
