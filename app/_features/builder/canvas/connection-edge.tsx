"use client";

import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath, getSmoothStepPath } from "@xyflow/react";
import { memo } from "react";
import { BLOCK_HEIGHT, ROW_HEIGHT } from "#models/graph/layout/block-size.ts";
import { CureButton } from "../cure-button.tsx";
import { cn } from "#app/_lib/cn.ts";
import { TONE_TEXT, toneOf, worstOf, type IssueTone } from "../issue-tone.ts";
import { useBuilder } from "../store/store-context.ts";
import { DropMark } from "./drop-mark.tsx";
import type { ConnectionFlowEdge } from "./flow-elements.ts";

const COLOR: Record<IssueTone, string> = {
  wrong: "var(--destructive)",
  unfinished: "var(--border-strong)",
  warning: "var(--warning)",
};

/** A connection. Where it is wrong, it is coloured and says why. */
export const ConnectionEdge = memo(function ConnectionEdge(props: EdgeProps<ConnectionFlowEdge>) {
  const issues = useBuilder((state) => state.analysis.issuesOfEdge[props.id]);
  const isDropTarget = useBuilder(
    ({ drop }) => drop?.place.kind === "edge" && drop.place.edgeId === props.id,
  );
  const turn = props.data?.turn ?? null;
  const [path, labelX, labelY] =
    turn === null
      ? getBezierPath(props)
      : getSmoothStepPath({
          ...props,
          centerX: turn,
          offset: (ROW_HEIGHT - BLOCK_HEIGHT) / 2,
          borderRadius: 12,
        });
  const worst = worstOf(issues);
  const isStrong = isDropTarget || props.selected === true;
  const color = isStrong
    ? "var(--primary)"
    : worst === undefined
      ? "var(--border-strong)"
      : COLOR[toneOf(worst)];
  const place = { transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` };
  return (
    <>
      <BaseEdge
        id={props.id}
        path={path}
        interactionWidth={24}
        style={{ stroke: color, strokeWidth: isStrong ? 3 : 1.75 }}
      />
      {isDropTarget ? (
        <EdgeLabelRenderer>
          <DropMark className="absolute" style={place} />
        </EdgeLabelRenderer>
      ) : (
        worst !== undefined && (
          <EdgeLabelRenderer>
            <div
              className={cn(
                "face-note absolute flex w-max max-w-[264px] flex-col items-center gap-1 rounded-md px-2 py-0.5 text-center leading-[1.2]",
                TONE_TEXT[toneOf(worst)],
              )}
              style={place}
            >
              <p role="note" title={worst.message} className="line-clamp-3">
                {worst.message}
              </p>
              {worst.cure !== undefined && <CureButton cure={worst.cure} />}
            </div>
          </EdgeLabelRenderer>
        )
      )}
    </>
  );
});
