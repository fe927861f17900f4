"use client";

import { Copy, Trash2, X } from "lucide-react";
import { Button } from "#app/_ui/button.tsx";
import { cn } from "#app/_lib/cn.ts";
import { nodeById } from "#models/graph/edits/links.ts";
import { duplicate } from "#models/graph/edits/paste.ts";
import { remove } from "#models/graph/edits/remove.ts";
import { PASTE_OFFSET } from "../clipboard/paste-offset.ts";
import { useBuilder } from "../store/store-context.ts";
import { useEdit } from "../use-edit.ts";
import { BlockInspector } from "./block-inspector.tsx";

export const INSPECTOR_ID = "block-settings";

/** Beside the canvas; on a phone, a sheet that rises from below while something is selected. */
export function Inspector() {
  const selection = useBuilder((state) => state.selection);
  const [only] = selection.nodes;
  const node = useBuilder((state) =>
    only !== undefined && selection.nodes.length === 1 ? nodeById(state.graph, only) : undefined,
  );
  const select = useBuilder((state) => state.select);
  const isEmpty = selection.nodes.length === 0 && selection.edges.length === 0;
  return (
    <section
      id={INSPECTOR_ID}
      aria-label={node === undefined ? "Settings" : `Settings of ${node.name}`}
      className={cn(
        "shrink-0 overflow-y-auto border-border bg-card max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-20 max-md:max-h-[55dvh] max-md:rounded-t-xl max-md:border-t max-md:shadow-floating md:w-72 md:border-l xl:w-80",
        isEmpty && "max-md:hidden",
      )}
    >
      <button
        type="button"
        aria-label="Close the settings"
        onClick={() => select({})}
        className="absolute top-2 right-2 flex size-9 items-center justify-center rounded-md text-muted-foreground hover:bg-accent md:hidden [&_svg]:size-4"
      >
        <X aria-hidden />
      </button>
      {node !== undefined ? (
        <BlockInspector key={node.id} node={node} />
      ) : isEmpty ? (
        <Hints />
      ) : (
        <ManySelected />
      )}
    </section>
  );
}

function ManySelected() {
  const selection = useBuilder((state) => state.selection);
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const edit = useEdit();
  const blocks = selection.nodes.length;
  const connections = selection.edges.length;
  const parts = [
    ...(blocks > 0 ? [`${blocks} ${blocks === 1 ? "block" : "blocks"}`] : []),
    ...(connections > 0 ? [`${connections} ${connections === 1 ? "connection" : "connections"}`] : []),
  ];
  return (
    <div className="flex flex-col gap-3 p-4">
      <h2 className="text-[0.9375rem] font-semibold">{parts.join(", ")} selected</h2>
      {!isReadOnly && (
        <div className="flex flex-wrap gap-2">
          {blocks > 0 && (
            <Button
              variant="secondary"
              size="sm"
              icon={<Copy aria-hidden />}
              onClick={() => edit((graph) => duplicate(graph, selection.nodes, PASTE_OFFSET))}
            >
              Duplicate
            </Button>
          )}
          <Button
            variant="secondary"
            size="sm"
            icon={<Trash2 aria-hidden />}
            onClick={() => edit((graph) => remove(graph, selection.nodes, selection.edges))}
          >
            Delete
          </Button>
        </div>
      )}
    </div>
  );
}

function Hints() {
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const show = useBuilder((state) => state.show);
  return (
    <div className="flex flex-col gap-3 p-4 text-[0.8125rem] text-muted-foreground">
      <h2 className="text-[0.9375rem] font-semibold text-foreground">Nothing selected</h2>
      <p>Select a block to see its settings, its shapes and its weights.</p>
      {!isReadOnly && (
        <>
          <p>
            Drag a block from the list onto the canvas or onto a connection. A click adds it after the
            selected block, or before Output.
          </p>
          <p>
            Drag from the dot under a block to the dot on top of another to connect them. Hold Shift and drag
            to select many.
          </p>
          <Button variant="secondary" size="sm" className="self-start" onClick={() => show("shortcuts")}>
            Keyboard shortcuts
          </Button>
        </>
      )}
    </div>
  );
}
