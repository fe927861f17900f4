"use client";

import { useEffect, useRef } from "react";
import { decodeRle, type Rle } from "#models/vision/mask/rle.ts";

/** A mask in colour over its picture. */
export function MaskOverlay({ rle }: { rle: Rle }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (context == null) return;
    const { bits, width, height } = decodeRle(rle);
    const image = context.createImageData(width, height);
    bits.forEach((bit, at) => {
      if (bit === 1) image.data.set([40, 200, 255, 140], at * 4);
    });
    context.putImageData(image, 0, 0);
  }, [rle]);
  const [height, width] = rle.size;
  return (
    <canvas
      ref={canvas}
      width={width}
      height={height}
      aria-hidden
      className="pointer-events-none absolute inset-0 size-full"
    />
  );
}
