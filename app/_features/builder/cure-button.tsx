"use client";

import { Wand2 } from "lucide-react";
import { cn } from "#app/_lib/cn.ts";
import type { Cure } from "#models/graph/graph-issue.ts";
import { cureText, doCure } from "./edits/cure.ts";
import { useReveal } from "./store/reveal-context.ts";
import { useBuilder, useBuilderStore } from "./store/store-context.ts";
import { useEdit } from "./use-edit.ts";

/** Does what a message says would mend it, as one step of undo. */
export function CureButton({ cure, className }: { cure: Cure; className?: string }) {
  const store = useBuilderStore();
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const label = useBuilder((state) => cureText(state.graph, cure));
  const edit = useEdit();
  const reveal = useReveal();
  if (isReadOnly) return null;
  return (
    <button
      type="button"
      data-cure=""
      onClick={(event) => {
        event.stopPropagation();
        const { endStep, select } = store.getState();
        endStep();
        if (!edit((graph) => doCure(graph, cure))) return;
        if (cure.kind === "set") select({ nodes: [cure.nodeId] });
        const [id] = store.getState().selection.nodes;
        if (id !== undefined) reveal(id, { isFocused: event.detail === 0, isNew: cure.kind !== "set" });
      }}
      className={cn(
        "nodrag nopan pointer-events-auto inline-flex items-center gap-1 rounded border border-current/40 bg-card px-1.5 py-0.5 font-medium text-foreground hover:bg-accent max-md:min-h-11 [&_svg]:size-[1em]",
        className,
      )}
    >
      <Wand2 aria-hidden />
      {label}
    </button>
  );
}
