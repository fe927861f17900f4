"use client";

import { useReactFlow } from "@xyflow/react";
import { type ReactNode, useCallback } from "react";
import { BLOCK_HEIGHT, BLOCK_WIDTH } from "#models/graph/layout/block-size.ts";
import { FIT, fittingZoom } from "./canvas/fit.ts";
import { type Reveal, RevealContext } from "./store/reveal-context.ts";
import { useBuilderStore } from "./store/store-context.ts";
import { sameViewOf } from "./view/view.ts";

export const BUILDER_ID = "builder";
export const CANVAS_ID = "network-canvas";
const MARGIN = 16;
/** Smaller than this, the whole is not worth being seen at once. */
const LEAST_ZOOM = 0.4;

export function RevealProvider({ children }: { children: ReactNode }) {
  const flow = useReactFlow();
  const store = useBuilderStore();

  const reveal = useCallback<Reveal>(
    (id, options) => {
      const { graph, folded, setFolded } = store.getState();
      const group = sameViewOf(graph, folded).folded.find(({ members }) => members.includes(id));
      if (group !== undefined) setFolded(group.id, false);
      // After React has drawn the block.
      window.requestAnimationFrame(() => {
        const canvas = document.getElementById(CANVAS_ID);
        const view = sameViewOf(store.getState().graph, store.getState().folded);
        if (canvas === null) return;
        const bounds = canvas.getBoundingClientRect();
        const isInView = (seen: string) => {
          const { x, y } = view.placeOf(seen);
          const from = flow.flowToScreenPosition({ x, y });
          const to = flow.flowToScreenPosition({ x: x + BLOCK_WIDTH, y: y + BLOCK_HEIGHT });
          return (
            from.x >= bounds.left + MARGIN &&
            from.y >= bounds.top + MARGIN &&
            to.x <= bounds.right - MARGIN &&
            to.y <= bounds.bottom - MARGIN
          );
        };
        const output = view.nodes.find(({ type }) => type === "Output")?.id ?? id;
        const whole = flow.getNodesBounds(flow.getNodes());
        const zoom = fittingZoom(bounds, whole);
        if (options?.isNew === true && !(isInView(id) && isInView(output)) && zoom >= LEAST_ZOOM) {
          void flow.fitView({ ...FIT, duration: 150 });
        } else if (!isInView(id)) {
          const { x, y } = view.placeOf(id);
          const nearer = Math.max(flow.getZoom(), 0.6);
          void flow.setCenter(x + BLOCK_WIDTH / 2, y + BLOCK_HEIGHT / 2, { zoom: nearer, duration: 150 });
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
