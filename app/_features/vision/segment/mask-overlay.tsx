"use client";

import { useEffect, useRef } from "react";
import type { Size } from "#models/vision/box.ts";
import type { Rle } from "#models/vision/mask/rle.ts";
import { drawMasks } from "./draw-masks.ts";

type MaskOverlayProps = {
  size: Size;
  masks: readonly { rle: Rle; area: number }[];
  /** Of them the one that is meant. */
  chosen: Rle | null;
  /** The others are not shown at all; else they are faint. */
  isAlone: boolean;
};

/** Masks in colours over their picture. */
export function MaskOverlay({ size, masks, chosen, isAlone }: MaskOverlayProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (context == null) return;
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    const shown = isAlone ? masks.filter(({ rle }) => rle === chosen) : masks;
    drawMasks(context, shown, { opacity: 0.6, chosen });
  }, [masks, chosen, isAlone]);
  return (
    <canvas
      ref={canvas}
      width={size.width}
      height={size.height}
      aria-hidden
      className="pointer-events-none absolute inset-0 size-full"
    />
  );
}
