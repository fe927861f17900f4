"use client";

import { Handle, type NodeProps, Position } from "@xyflow/react";
import { Boxes, UnfoldVertical } from "lucide-react";
import { memo } from "react";
import { formatCountShort } from "#app/_lib/format-count.ts";
import { formatFaceShape } from "#app/_lib/format-face-shape.ts";
import { IssueIcon } from "../issue-icon.tsx";
import { toneOf, worstOf } from "../issue-tone.ts";
import { lookOf } from "../layer-look.ts";
import { useBuilder } from "../store/store-context.ts";
import { BlockFace } from "./block-face.tsx";
import type { GroupFlowNode } from "./flow-elements.ts";

/** A module as one card: what it is, how many blocks it holds, what comes out of it. */
export const GroupNode = memo(function GroupNode({ data: { group }, selected }: NodeProps<GroupFlowNode>) {
  const shape = useBuilder((state) => state.analysis.nodes[group.id]?.shape);
  const params = useBuilder(({ analysis }) =>
    group.members.reduce((sum, id) => sum + (analysis.nodes[id]?.params ?? 0), 0),
  );
  const tone = useBuilder(({ analysis }) => {
    const worst = worstOf(group.members.flatMap((id) => analysis.issuesOfNode[id] ?? []));
    return worst === undefined ? null : toneOf(worst);
  });
  const type = useBuilder(({ graph }) => graph.nodes.find(({ id }) => id === group.id)?.type ?? "");
  const isFrozen = useBuilder(({ analysis }) => {
    const learning = group.members.filter((id) => (analysis.nodes[id]?.params ?? 0) > 0);
    return learning.length > 0 && learning.every((id) => analysis.nodes[id]?.isFrozen);
  });
  const setFolded = useBuilder((state) => state.setFolded);
  const { color } = lookOf(type);
  return (
    <BlockFace
      tone={tone}
      isSelected={selected}
      color={color}
      isFrozen={isFrozen}
      className="before:absolute before:inset-x-2 before:-top-1 before:h-1 before:rounded-t-md before:border before:border-b-0 before:border-border-strong before:bg-muted"
    >
      <Handle type="target" position={Position.Top} isConnectable={false} className="opacity-0!" />
      <div className="flex items-center gap-1.5">
        <Boxes aria-hidden className="face-icon size-4 shrink-0" style={{ color }} />
        <span className="face-type min-w-0 flex-1 truncate font-semibold">
          <span className="face-long">{group.title}</span>
          <span aria-hidden className="face-short">
            {group.title.replace(/ (module|block)$/u, "")}
          </span>
        </span>
        {tone !== null && <IssueIcon tone={tone} className="face-issue" />}
        <button
          type="button"
          aria-label={`Open ${group.title}`}
          title="Open"
          onClick={(event) => {
            event.stopPropagation();
            setFolded(group.id, false);
          }}
          className="nodrag nopan -mr-1 flex size-6 shrink-0 items-center justify-center rounded text-muted-foreground hover:bg-accent hover:text-foreground max-md:size-11 [&_svg]:size-4"
        >
          <UnfoldVertical aria-hidden />
        </button>
      </div>
      <div className="flex items-baseline gap-2">
        <span className="face-summary min-w-0 flex-1 truncate text-muted-foreground">
          {group.members.length} blocks · {formatCountShort(params)} params
        </span>
        <span className="face-shape num shrink-0 font-mono font-medium" title="Output shape">
          {formatFaceShape(shape)}
        </span>
      </div>
      <Handle type="source" position={Position.Bottom} isConnectable={false} className="opacity-0!" />
    </BlockFace>
  );
});
