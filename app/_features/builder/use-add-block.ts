"use client";

import { useCallback } from "react";
import { addBlock } from "./edits/add-block.ts";
import { insertOnEdge } from "./edits/insert-on-edge.ts";
import { useReveal } from "./store/reveal-context.ts";
import { useBuilderStore } from "./store/store-context.ts";
import { useEdit } from "./use-edit.ts";

/** Adds a block where the selection says: after the selected block, in the selected connection, else before Output. */
export function useAddBlock(): (type: string, options?: { isFocused?: boolean }) => void {
  const store = useBuilderStore();
  const edit = useEdit();
  const reveal = useReveal();
  return useCallback(
    (type, options) => {
      const { nodes, edges } = store.getState().selection;
      const after = nodes.at(-1);
      const [onEdge] = edges;
      const isDone = edit((graph) =>
        after === undefined && onEdge !== undefined
          ? insertOnEdge(graph, onEdge, type)
          : addBlock(graph, type, after),
      );
      const [added] = store.getState().selection.nodes;
      if (isDone && added !== undefined) reveal(added, { ...options, isNew: true });
    },
    [store, edit, reveal],
  );
}
