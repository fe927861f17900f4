"use client";

import { useEffect } from "react";
import { CANVAS_ID } from "../reveal-provider.tsx";
import { useReveal } from "../store/reveal-context.ts";
import { useBuilderStore } from "../store/store-context.ts";
import { sameViewOf } from "../view/view.ts";

/** Where the canvas becomes smaller, as above the settings on a phone, the block that is selected stays in sight. */
export function useKeepSelectedInSight(): void {
  const store = useBuilderStore();
  const reveal = useReveal();
  useEffect(() => {
    const canvas = document.getElementById(CANVAS_ID);
    if (canvas === null) return undefined;
    const observer = new ResizeObserver(() => {
      const { selection, graph, folded } = store.getState();
      const [only, ...more] = selection.nodes;
      if (only !== undefined && more.length === 0) reveal(sameViewOf(graph, folded).seenAs(only));
    });
    observer.observe(canvas);
    return () => observer.disconnect();
  }, [store, reveal]);
}
