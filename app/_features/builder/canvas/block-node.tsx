"use client";

import { Handle, type NodeProps, Position } from "@xyflow/react";
import { Snowflake } from "lucide-react";
import { memo } from "react";
import { canLeadOn, inputLimit } from "#models/graph/edits/links.ts";
import { formatCount, formatCountShort } from "#app/_lib/format-count.ts";
import { describeSettings } from "../describe-settings.ts";
import { formatFaceShape } from "#app/_lib/format-face-shape.ts";
import { IssueIcon } from "../issue-icon.tsx";
import { issueText } from "../issue-text.ts";
import { toneOf, worstOf } from "../issue-tone.ts";
import { lookOf } from "../layer-look.ts";
import { useBuilder } from "../store/store-context.ts";
import { BlockFace } from "./block-face.tsx";
import { BlockNote } from "./block-note.tsx";
import { DropMark } from "./drop-mark.tsx";
import { shortType } from "./face.ts";
import type { BlockFlowNode } from "./flow-elements.ts";

const handleClassName =
  "size-2.5! min-h-0! min-w-0! rounded-full! border-2! border-card! bg-border-strong! transition-colors after:absolute after:-inset-2 after:content-[''] pointer-coarse:after:-inset-4 hover:bg-primary!";

/** One block: what it is, how it is set, what comes out of it, what it costs, and what is wrong with it. */
export const BlockNode = memo(function BlockNode({ id, data, selected }: NodeProps<BlockFlowNode>) {
  const analysis = useBuilder((state) => state.analysis.nodes[id]);
  const issues = useBuilder((state) => state.analysis.issuesOfNode[id]);
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const isDropPlace = useBuilder(({ drop }) => drop?.place.kind === "after" && drop.place.nodeId === id);
  const { icon: Icon, color } = lookOf(data.type);
  const node = { id, position: { x: 0, y: 0 }, ...data };
  const worst = worstOf(issues);
  const tone = worst === undefined ? null : toneOf(worst);
  const isCounted = analysis !== undefined && analysis.shape !== null;

  return (
    <BlockFace
      title={issues?.map((issue) => issueText(issue, data.type)).join("\n")}
      tone={tone}
      isSelected={selected}
      color={color}
      isFrozen={analysis?.isFrozen}
    >
      {inputLimit(node) > 0 && (
        <Handle
          type="target"
          position={Position.Top}
          isConnectable={!isReadOnly}
          className={handleClassName}
        />
      )}
      <div className="flex items-center gap-1.5">
        <Icon aria-hidden className="face-icon size-4 shrink-0" style={{ color }} />
        <span className="face-type min-w-0 shrink-0 truncate font-semibold">
          <span className="face-long">{node.type}</span>
          <span aria-hidden className="face-short">
            {shortType(node.type)}
          </span>
        </span>
        <span className="face-name min-w-0 flex-1 truncate text-right font-mono text-muted-foreground">
          {node.name}
        </span>
        {analysis?.isFrozen === true && <FrozenMark />}
        {tone !== null && <IssueIcon tone={tone} className="face-issue" />}
      </div>
      <div className="flex items-baseline gap-2">
        <span className="face-summary min-w-0 flex-1 truncate text-muted-foreground">
          {describeSettings(data, analysis?.settings)}
        </span>
        <span className="face-shape num shrink-0 font-mono font-medium" title="Output shape">
          {formatFaceShape(analysis?.shape)}
        </span>
      </div>
      {isCounted && (
        <div className="face-counts num justify-between gap-2 text-muted-foreground">
          <span title={`${formatCount(analysis.params)} parameters`}>
            {formatFaceCount(analysis.params)} params
          </span>
          <span title={`${formatCount(analysis.macs)} multiply-adds for one image`}>
            {formatFaceCount(analysis.macs)} mult-adds
          </span>
        </div>
      )}
      {canLeadOn(node) && (
        <Handle
          type="source"
          position={Position.Bottom}
          isConnectable={!isReadOnly}
          className={handleClassName}
        />
      )}
      {isDropPlace ? (
        <DropMark className="absolute top-full left-1/2 mt-1 -translate-x-1/2" />
      ) : (
        // What is wrong with a connection is said there.
        worst !== undefined && worst.edgeId === undefined && <BlockNote issue={worst} type={data.type} />
      )}
    </BlockFace>
  );
});

function FrozenMark() {
  return (
    <span title="Frozen: its weights are not trained" className="shrink-0 text-info-text">
      <Snowflake aria-hidden className="face-issue size-3.5" />
    </span>
  );
}

function formatFaceCount(count: number): string {
  return count < 10_000 ? formatCount(count) : formatCountShort(count);
}
