"use client";

import { useCallback } from "react";
import { useReveal } from "../store/reveal-context.ts";
import { useBuilderStore } from "../store/store-context.ts";
import { sameViewOf } from "../view/view.ts";

/** For a dialog without a button of its own: what it had is given back once it is gone. */
export function useFocusAfterDialog(): (isOpen: boolean) => void {
  const focusCanvas = useFocusCanvas();
  return useCallback(
    (isOpen) => {
      if (isOpen) return;
      // The dialog has the focus until it has left the page.
      window.setTimeout(() => {
        if (document.activeElement === document.body) focusCanvas();
      });
    },
    [focusCanvas],
  );
}

/** Gives the focus back to the network: to the block that is selected, else to the first. */
export function useFocusCanvas(): () => void {
  const store = useBuilderStore();
  const reveal = useReveal();
  return useCallback(() => {
    const { selection, graph, folded } = store.getState();
    const id = selection.nodes.at(-1) ?? graph.nodes[0]?.id;
    if (id !== undefined) reveal(sameViewOf(graph, folded).seenAs(id), { isFocused: true });
  }, [store, reveal]);
}
