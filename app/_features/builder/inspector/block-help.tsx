"use client";

import { ChevronRight } from "lucide-react";
import type { GraphNode } from "#models/graph/schema.ts";
import type { LayerDefinition } from "#models/layers/define-layer.ts";
import { BlockPicture } from "../pictures/block-picture.tsx";

/** What a block does: a sentence, and a picture for who wants to see it. */
export function BlockHelp({ layer, node }: { layer: LayerDefinition; node: GraphNode }) {
  return (
    <>
      <p className="text-[0.8125rem] text-muted-foreground">{layer.help}</p>
      <details className="group text-muted-foreground">
        <summary className="flex w-fit cursor-pointer list-none items-center gap-1.5 rounded text-[0.8125rem] hover:text-foreground max-md:min-h-11 [&::-webkit-details-marker]:hidden">
          <ChevronRight aria-hidden className="size-3.5 transition-transform group-open:rotate-90" />
          See what it does
        </summary>
        <BlockPicture
          type={node.type}
          settings={node.settings}
          className="mt-2 rounded-md bg-muted p-3 text-foreground"
        />
      </details>
    </>
  );
}
