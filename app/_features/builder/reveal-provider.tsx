"use client";

import { useReactFlow } from "@xyflow/react";
import { type ReactNode, useCallback } from "react";
import { nodeById } from "#models/graph/edits/links.ts";
import { BLOCK_HEIGHT, BLOCK_WIDTH } from "./edits/block-size.ts";
import { type Reveal, RevealContext } from "./store/reveal-context.ts";
import { useBuilderStore } from "./store/store-context.ts";

export const CANVAS_ID = "network-canvas";
const MARGIN = 16;

export function RevealProvider({ children }: { children: ReactNode }) {
  const flow = useReactFlow();
  const store = useBuilderStore();

  const reveal = useCallback<Reveal>(
    (id, options) => {
      // After React has drawn the block.
      window.requestAnimationFrame(() => {
        const canvas = document.getElementById(CANVAS_ID);
        const node = nodeById(store.getState().graph, id);
        if (canvas === null || node === undefined) return;
        const { x, y } = node.position;
        const bounds = canvas.getBoundingClientRect();
        const from = flow.flowToScreenPosition({ x, y });
        const to = flow.flowToScreenPosition({ x: x + BLOCK_WIDTH, y: y + BLOCK_HEIGHT });
        const isInView =
          from.x >= bounds.left + MARGIN &&
          from.y >= bounds.top + MARGIN &&
          to.x <= bounds.right - MARGIN &&
          to.y <= bounds.bottom - MARGIN;
        if (!isInView && options?.isStill !== true) {
          const zoom = Math.max(flow.getZoom(), 0.6);
          void flow.setCenter(x + BLOCK_WIDTH / 2, y + BLOCK_HEIGHT / 2, { zoom, duration: 150 });
        }
        if (options?.isFocused === true) {
          canvas
            .querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
            ?.focus({ preventScroll: true });
        }
      });
    },
    [flow, store],
  );
  return <RevealContext value={reveal}>{children}</RevealContext>;
}
