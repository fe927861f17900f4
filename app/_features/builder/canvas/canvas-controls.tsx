"use client";

import { Panel, useReactFlow } from "@xyflow/react";
import { FoldVertical, Maximize, Minus, Plus, UnfoldVertical, Workflow } from "lucide-react";
import type { ReactElement } from "react";
import { cn } from "#app/_lib/cn.ts";
import { Tooltip } from "#app/_ui/tooltip.tsx";
import { arrange } from "../edits/arrange.ts";
import { useBuilder } from "../store/store-context.ts";
import { FIT } from "./fit.ts";
import { useEdit } from "../use-edit.ts";
import { sameViewOf } from "../view/view.ts";
import { useShowNetwork } from "./use-show-network.ts";
import { useZoomSteps, ZOOM_STEP } from "./use-zoom-steps.ts";

/** Zoom, fit and tidy up. */
export function CanvasControls() {
  const flow = useReactFlow();
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const hasSelection = useBuilder(({ selection: { nodes, edges } }) => nodes.length + edges.length > 0);
  const edit = useEdit();
  const foldAll = useBuilder((state) => state.foldAll);
  const hasGroups = useBuilder(({ graph, folded }) => sameViewOf(graph, folded).groups.length > 0);
  const isFolded = useBuilder(({ graph, folded }) => sameViewOf(graph, folded).isArranged);
  const showNetwork = useShowNetwork();
  const zoomBy = useZoomSteps();
  function tidy(): void {
    edit(arrange);
    showNetwork();
  }
  return (
    <Panel
      position="bottom-left"
      className={cn(
        "m-3! flex overflow-hidden rounded-md border border-border bg-card shadow-raised",
        // Above the settings there is little room.
        hasSelection && "max-md:hidden",
      )}
    >
      <Control label="Zoom out" onClick={() => zoomBy(1 / ZOOM_STEP)} icon={<Minus />} />
      <Control label="Zoom in" onClick={() => zoomBy(ZOOM_STEP)} icon={<Plus />} />
      <Control
        label="Zoom to fit (F)"
        onClick={() => void flow.fitView({ ...FIT, duration: 200 })}
        icon={<Maximize />}
      />
      {!isReadOnly && <Control label="Tidy up (L)" onClick={tidy} icon={<Workflow />} />}
      {hasGroups && (
        <Control
          label={isFolded ? "Open the modules (G)" : "Fold the modules (G)"}
          onClick={() => {
            foldAll(!isFolded);
            showNetwork();
          }}
          icon={isFolded ? <UnfoldVertical /> : <FoldVertical />}
        />
      )}
    </Panel>
  );
}

function Control({ label, icon, onClick }: { label: string; icon: ReactElement; onClick: () => void }) {
  return (
    <Tooltip label={label}>
      <button
        type="button"
        aria-label={label}
        onClick={onClick}
        className="flex size-8 items-center max-md:size-11 justify-center text-muted-foreground hover:bg-accent hover:text-foreground focus-visible:-outline-offset-2 [&_svg]:size-4"
      >
        {icon}
      </button>
    </Tooltip>
  );
}
