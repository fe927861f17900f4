"use client";

import { useMemo } from "react";
import { matchWeights, type WeightMatch } from "#models/weights/match-weights.ts";
import type { DesignWeights } from "#server/contract/weights.ts";
import { useBuilder } from "../store/store-context.ts";

/** Which blocks on the canvas start from weights; null without any. */
export function useWeightMatch(weights: DesignWeights | null): WeightMatch | null {
  const graph = useBuilder((state) => state.graph);
  const analysis = useBuilder((state) => state.analysis);
  return useMemo(() => {
    if (weights === null) return null;
    const specs = graph.nodes.flatMap(({ id, name }) =>
      (analysis.nodes[id]?.weights ?? []).map((weight) => ({
        key: `${name}/${weight.name}`,
        layer: name,
        shape: weight.shape,
      })),
    );
    return matchWeights(specs, new Map(Object.entries(weights.shapes)));
  }, [weights, graph, analysis]);
}

/** How many frozen blocks would stay as they are drawn at random. */
export function useFrozenFresh(match: WeightMatch | null): number {
  const graph = useBuilder((state) => state.graph);
  const analysis = useBuilder((state) => state.analysis);
  return useMemo(() => {
    const started = new Set(match?.layers);
    return graph.nodes.filter(({ id, name }) => {
      const found = analysis.nodes[id];
      return found?.isFrozen === true && found.params > 0 && !started.has(name);
    }).length;
  }, [match, graph, analysis]);
}
