"use client";

import { useReactFlow } from "@xyflow/react";
import { type DragEvent, useEffect, useRef } from "react";
import type { Point } from "#models/graph/edits/plan.ts";
import { blockKindOf } from "../block-kinds.ts";
import { dropBlock, type DropPlace, dropPlaceOf } from "../edits/drop.ts";
import { whyNotAdd } from "../edits/new-node.ts";
import { BACKBONE } from "../palette/backbone.ts";
import { draggedLayer } from "../palette/layer-drag.ts";
import { useReveal } from "../store/reveal-context.ts";
import { useBuilderStore } from "../store/store-context.ts";
import { useEdit } from "../use-edit.ts";
import { sameViewOf } from "../view/view.ts";
import { edgePan } from "./edge-pan.ts";
import { REACH } from "./nearest-edge.ts";

type Handlers = {
  onDragOver: (event: DragEvent) => void;
  onDragLeave: (event: DragEvent) => void;
  onDrop: (event: DragEvent) => void;
};

/** Blocks dragged from the palette: shows where one would go, pans at the edges, and puts it there. */
export function usePaletteDrop(): Handlers {
  const store = useBuilderStore();
  const edit = useEdit();
  const reveal = useReveal();
  const flow = useReactFlow();
  const pan = useRef<{ frame: number; by: Point }>({ frame: 0, by: { x: 0, y: 0 } });

  useEffect(() => {
    const { current } = pan;
    // A drag that is broken off, or let go in the frame that took what lay under it away, leaves no canvas and drops on none.
    const end = (): void => {
      window.cancelAnimationFrame(current.frame);
      current.frame = 0;
      store.getState().setDrop(null);
    };
    window.addEventListener("dragend", end);
    return () => {
      window.removeEventListener("dragend", end);
      window.cancelAnimationFrame(current.frame);
    };
  }, [store]);

  function stopPanning(): void {
    window.cancelAnimationFrame(pan.current.frame);
    pan.current.frame = 0;
  }

  function keepPanning(by: Point): void {
    pan.current.by = by;
    if (by.x === 0 && by.y === 0) stopPanning();
    else if (pan.current.frame === 0) step();
  }

  function step(): void {
    const { x, y, zoom } = flow.getViewport();
    const { by } = pan.current;
    void flow.setViewport({ x: x + by.x, y: y + by.y, zoom });
    pan.current.frame = window.requestAnimationFrame(step);
  }

  function placeOf(kindId: string, event: DragEvent): { place: DropPlace; point: Point } {
    const { graph, folded } = store.getState();
    const point = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false });
    const onto = (event.target as Element).closest(".react-flow__node")?.getAttribute("data-id") ?? null;
    // As near to the hand however far away the network is.
    const reach = Math.max(REACH, 36 / flow.getZoom());
    return { place: dropPlaceOf(graph, sameViewOf(graph, folded), { kindId, point, onto, reach }), point };
  }

  return {
    onDragOver(event) {
      const kindId = draggedLayer(event.dataTransfer);
      const { isReadOnly, graph, setDrop } = store.getState();
      if (isReadOnly || kindId === null) return;
      if (kindId !== BACKBONE.id && whyNotAdd(graph, kindId) !== null) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      keepPanning(
        edgePan({ x: event.clientX, y: event.clientY }, event.currentTarget.getBoundingClientRect()),
      );
      const title = kindId === BACKBONE.id ? BACKBONE.title : (blockKindOf(kindId)?.title ?? kindId);
      setDrop({ place: placeOf(kindId, event).place, title });
    },
    onDragLeave(event) {
      if (event.currentTarget.contains(event.relatedTarget as Element | null)) return;
      stopPanning();
      store.getState().setDrop(null);
    },
    onDrop(event) {
      stopPanning();
      store.getState().setDrop(null);
      const kindId = draggedLayer(event.dataTransfer);
      if (store.getState().isReadOnly || kindId === null) return;
      event.preventDefault();
      const where = placeOf(kindId, event);
      if (kindId === BACKBONE.id) {
        store.getState().askBackbone(where.place);
        return;
      }
      const isDone = edit((graph) => dropBlock(graph, kindId, where));
      const [added] = store.getState().selection.nodes;
      if (isDone && added !== undefined) reveal(added, { isFocused: true, isNew: true });
    },
  };
}
