"use client";

import { MiniMap, type ReactFlowState, useStore } from "@xyflow/react";
import { BLOCK_HEIGHT, BLOCK_WIDTH } from "#models/graph/layout/block-size.ts";
import { lookOf } from "../layer-look.ts";
import type { CanvasNode } from "./flow-elements.ts";

/** The whole network in small, while a part of it is out of sight. */
export function Overview() {
  const isNeeded = useStore(isBeyondView);
  if (!isNeeded) return null;
  return (
    <MiniMap
      pannable
      zoomable
      ariaLabel="Overview of the network"
      nodeColor={colorOf}
      nodeBorderRadius={12}
      bgColor="var(--card)"
      maskColor="color-mix(in srgb, var(--muted) 70%, transparent)"
      className="mx-3! mt-3! mb-5! hidden overflow-hidden rounded-md border border-border shadow-raised md:block"
      style={{ width: 96, height: 128 }}
    />
  );
}

function colorOf(node: CanvasNode): string {
  if (node.type === "frame") return "transparent";
  return node.type === "block" ? lookOf(node.data.type).color : "var(--layer-merge)";
}

function isBeyondView({ nodes, transform: [left, top, zoom], width, height }: ReactFlowState): boolean {
  return nodes.some(({ position: { x, y } }) => {
    const isInside =
      x * zoom + left >= 0 &&
      y * zoom + top >= 0 &&
      (x + BLOCK_WIDTH) * zoom + left <= width &&
      (y + BLOCK_HEIGHT) * zoom + top <= height;
    return !isInside;
  });
}
