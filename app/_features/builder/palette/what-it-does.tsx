import type { GraphNode } from "#models/graph/schema.ts";
import { LazyBlockPicture } from "../pictures/lazy-block-picture.tsx";

type WhatItDoesProps = { type: string; settings: GraphNode["settings"]; help: string };

/** A block's sentence and its picture, beside the palette. */
export function WhatItDoes({ type, settings, help }: WhatItDoesProps) {
  return (
    <span className="flex flex-col gap-2 py-1">
      <span>{help}</span>
      <LazyBlockPicture type={type} settings={settings} />
    </span>
  );
}
