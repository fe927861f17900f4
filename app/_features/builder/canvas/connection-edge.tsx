"use client";

import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from "@xyflow/react";
import { memo } from "react";
import { cn } from "#app/_lib/cn.ts";
import { useBuilder } from "../store/store-context.ts";
import type { ConnectionFlowEdge } from "./flow-elements.ts";

/** A connection. Where it is wrong, it is coloured and says why. */
export const ConnectionEdge = memo(function ConnectionEdge(props: EdgeProps<ConnectionFlowEdge>) {
  const issues = useBuilder((state) => state.analysis.issuesOfEdge[props.id]);
  const isDropTarget = useBuilder((state) => state.dropEdgeId === props.id);
  const [path, labelX, labelY] = getBezierPath(props);
  const worst = issues?.find((issue) => issue.severity === "error") ?? issues?.[0];
  const isError = worst?.severity === "error";
  const color =
    isDropTarget || props.selected === true
      ? "var(--primary)"
      : worst === undefined
        ? "var(--border-strong)"
        : isError
          ? "var(--destructive)"
          : "var(--warning)";
  return (
    <>
      <BaseEdge
        id={props.id}
        path={path}
        interactionWidth={24}
        style={{ stroke: color, strokeWidth: isDropTarget || props.selected === true ? 3 : 1.75 }}
      />
      {worst !== undefined && (
        <EdgeLabelRenderer>
          <p
            role="note"
            title={worst.message}
            className={cn(
              "absolute line-clamp-3 w-max max-w-[304px] rounded-md px-2 py-0.5 text-center text-[0.6875rem] leading-[1.2]",
              isError ? "bg-destructive-soft text-destructive-text" : "bg-warning-soft text-warning-text",
            )}
            style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
          >
            {worst.message}
          </p>
        </EdgeLabelRenderer>
      )}
    </>
  );
});
