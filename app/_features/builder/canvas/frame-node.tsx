"use client";

import type { NodeProps } from "@xyflow/react";
import { FoldVertical } from "lucide-react";
import { memo } from "react";
import { useBuilder } from "../store/store-context.ts";
import type { FrameFlowNode } from "./flow-elements.ts";

/** Around the blocks of a module that is open, with what folds it. */
export const FrameNode = memo(function FrameNode({ data: { group, isTitled } }: NodeProps<FrameFlowNode>) {
  const setFolded = useBuilder((state) => state.setFolded);
  return (
    <div className="pointer-events-none size-full rounded-xl border border-dashed border-border-strong/70 bg-muted/40">
      {isTitled && (
        <button
          type="button"
          aria-label={`Fold ${group.title}`}
          onClick={() => setFolded(group.id, true)}
          className="face-frame nodrag nopan pointer-events-auto flex h-5 items-center gap-1 rounded px-2 text-muted-foreground hover:text-foreground [&_svg]:size-3"
        >
          <FoldVertical aria-hidden />
          {group.title}
        </button>
      )}
    </div>
  );
});
