"use client";

import { Panel, useReactFlow } from "@xyflow/react";
import { Maximize, Minus, Plus, Workflow } from "lucide-react";
import type { ReactElement } from "react";
import { Tooltip } from "#app/_ui/tooltip.tsx";
import { arrange } from "../edits/arrange.ts";
import { useBuilder } from "../store/store-context.ts";
import { FIT } from "./fit.ts";
import { useEdit } from "../use-edit.ts";
import { useShowNetwork } from "./use-show-network.ts";

/** Zoom, fit and tidy up. */
export function CanvasControls() {
  const flow = useReactFlow();
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const edit = useEdit();
  const showNetwork = useShowNetwork();
  function tidy(): void {
    edit(arrange);
    showNetwork();
  }
  return (
    <Panel
      position="bottom-left"
      className="m-3! flex overflow-hidden rounded-md border border-border bg-card shadow-raised"
    >
      <Control label="Zoom out" onClick={() => void flow.zoomOut({ duration: 120 })} icon={<Minus />} />
      <Control label="Zoom in" onClick={() => void flow.zoomIn({ duration: 120 })} icon={<Plus />} />
      <Control
        label="Zoom to fit (F)"
        onClick={() => void flow.fitView({ ...FIT, duration: 200 })}
        icon={<Maximize />}
      />
      {!isReadOnly && <Control label="Tidy up (L)" onClick={tidy} icon={<Workflow />} />}
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
        className="flex size-8 items-center justify-center text-muted-foreground hover:bg-accent hover:text-foreground focus-visible:-outline-offset-2 [&_svg]:size-4"
      >
        {icon}
      </button>
    </Tooltip>
  );
}
