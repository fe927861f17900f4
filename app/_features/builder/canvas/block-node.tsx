"use client";

import { Handle, type NodeProps, Position } from "@xyflow/react";
import { CircleAlert, TriangleAlert } from "lucide-react";
import { memo } from "react";
import { canLeadOn, inputLimit } from "#models/graph/edits/links.ts";
import { formatCount, formatCountShort } from "#app/_lib/format-count.ts";
import { cn } from "#app/_lib/cn.ts";
import { describeSettings } from "../describe-settings.ts";
import { formatFaceShape } from "#app/_lib/format-face-shape.ts";
import { issueText } from "../issue-text.ts";
import { lookOf } from "../layer-look.ts";
import { useBuilder } from "../store/store-context.ts";
import type { BlockFlowNode } from "./flow-elements.ts";

const handleClassName =
  "size-2.5! min-h-0! min-w-0! rounded-full! border-2! border-card! bg-border-strong! transition-colors after:absolute after:-inset-2 after:content-[''] hover:bg-primary!";

/** One block: what it is, how it is set, what comes out of it, what it costs, and what is wrong with it. */
export const BlockNode = memo(function BlockNode({ id, data, selected }: NodeProps<BlockFlowNode>) {
  const analysis = useBuilder((state) => state.analysis.nodes[id]);
  const issues = useBuilder((state) => state.analysis.issuesOfNode[id]);
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const { icon: Icon, color } = lookOf(data.type);
  const node = { id, position: { x: 0, y: 0 }, ...data };
  const worst = issues?.find((issue) => issue.severity === "error") ?? issues?.[0];
  const isError = worst?.severity === "error";
  // What is wrong with a connection is said there.
  const said = worst?.edgeId === undefined ? worst : undefined;
  const summary = describeSettings(data, analysis?.settings);

  return (
    <div
      title={issues?.map((issue) => issueText(issue, data.type)).join("\n")}
      className={cn(
        "relative flex h-[82px] w-[264px] flex-col justify-center gap-0.5 rounded-lg border bg-card py-2 pr-3 pl-4 text-card-foreground shadow-raised transition-shadow",
        worst === undefined ? "border-border" : isError ? "border-destructive" : "border-warning",
        selected && "border-primary ring-2 ring-primary/70",
      )}
    >
      <span
        aria-hidden
        className="absolute inset-y-1.5 left-1.5 w-[3px] rounded-full"
        style={{ background: color }}
      />
      {inputLimit(node) > 0 && (
        <Handle
          type="target"
          position={Position.Top}
          isConnectable={!isReadOnly}
          className={handleClassName}
        />
      )}
      <div className="flex items-center gap-1.5">
        <Icon aria-hidden className="size-4 shrink-0" style={{ color }} />
        <span className="shrink-0 text-[0.8125rem] font-semibold">{node.type}</span>
        <span className="min-w-0 flex-1 truncate text-right font-mono text-[0.6875rem] text-muted-foreground">
          {node.name}
        </span>
        {worst !== undefined &&
          (isError ? (
            <CircleAlert aria-hidden className="size-4 shrink-0 text-destructive-text" />
          ) : (
            <TriangleAlert aria-hidden className="size-4 shrink-0 text-warning-text" />
          ))}
      </div>
      <div className="flex items-baseline gap-2 text-xs">
        <span className="min-w-0 flex-1 truncate text-muted-foreground">{summary}</span>
        <span className="num shrink-0 font-mono font-medium" title="Output shape">
          {formatFaceShape(analysis?.shape)}
        </span>
      </div>
      <div className="num flex h-4 items-baseline justify-between gap-2 text-[0.6875rem] text-muted-foreground">
        {analysis?.shape !== null && analysis !== undefined && (
          <>
            <span title={`${formatCount(analysis.params)} parameters`}>
              {formatFaceCount(analysis.params)} params
            </span>
            <span title={`${formatCount(analysis.macs)} multiply-adds for one image`}>
              {formatFaceCount(analysis.macs)} mult-adds
            </span>
          </>
        )}
      </div>
      {canLeadOn(node) && (
        <Handle
          type="source"
          position={Position.Bottom}
          isConnectable={!isReadOnly}
          className={handleClassName}
        />
      )}
      {said !== undefined && (
        <p
          role="note"
          className={cn(
            "absolute top-full left-1/2 z-10 mt-1 line-clamp-2 w-max max-w-[304px] -translate-x-1/2 rounded-md px-2 py-0.5 text-center text-[0.6875rem] leading-[1.2]",
            isError ? "bg-destructive-soft text-destructive-text" : "bg-warning-soft text-warning-text",
          )}
        >
          {issueText(said, data.type)}
        </p>
      )}
    </div>
  );
});

function formatFaceCount(count: number): string {
  return count < 10_000 ? formatCount(count) : formatCountShort(count);
}
