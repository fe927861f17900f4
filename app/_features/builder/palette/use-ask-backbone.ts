"use client";

import { useCallback } from "react";
import { useBuilderStore } from "../store/store-context.ts";

/** Asks which backbone goes where the selection says: behind the selected block, into the selected connection, else behind Input. */
export function useAskBackbone(): () => void {
  const store = useBuilderStore();
  return useCallback(() => {
    const { selection, askBackbone } = store.getState();
    const [node, edge] = [selection.nodes.at(-1), selection.edges[0]];
    askBackbone(
      node !== undefined
        ? { kind: "after", nodeId: node }
        : edge === undefined
          ? { kind: "ends" }
          : { kind: "edge", edgeId: edge },
    );
  }, [store]);
}
