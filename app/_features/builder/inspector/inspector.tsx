"use client";

import { Copy, Trash2, UnfoldVertical, X } from "lucide-react";
import { Button } from "#app/_ui/button.tsx";
import { cn } from "#app/_lib/cn.ts";
import { nodeById } from "#models/graph/edits/links.ts";
import { duplicate } from "#models/graph/edits/paste.ts";
import { remove } from "#models/graph/edits/remove.ts";
import { PASTE_OFFSET } from "../clipboard/paste-offset.ts";
import { useReveal } from "../store/reveal-context.ts";
import { useBuilder } from "../store/store-context.ts";
import { sameViewOf } from "../view/view.ts";
import { useEdit } from "../use-edit.ts";
import { BlockInspector } from "./block-inspector.tsx";
import { CommonSettings } from "./common-settings.tsx";

export const INSPECTOR_ID = "block-settings";

/** Beside the canvas; on a phone below it, while something is selected, so that it never lies over what it is about. */
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
        "relative shrink-0 overflow-y-auto border-border bg-card max-md:max-h-[42dvh] max-md:border-t max-md:shadow-floating md:w-72 md:border-l xl:w-80",
        isEmpty && "max-md:hidden",
      )}
    >
      <button
        type="button"
        aria-label="Close the settings"
        onClick={() => select({})}
        className="absolute top-2 right-2 z-10 flex size-11 items-center justify-center rounded-md bg-card text-muted-foreground hover:bg-accent md:hidden [&_svg]:size-4"
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
  const select = useBuilder((state) => state.select);
  const group = useBuilder(({ graph, folded }) =>
    sameViewOf(graph, folded).folded.find(
      ({ members }) =>
        members.length === selection.nodes.length && members.every((id) => selection.nodes.includes(id)),
    ),
  );
  const edit = useEdit();
  const reveal = useReveal();
  const blocks = selection.nodes.length;
  const connections = selection.edges.length;
  const parts = [
    ...(blocks > 0 ? [`${blocks} ${blocks === 1 ? "block" : "blocks"}`] : []),
    ...(connections > 0 ? [`${connections} ${connections === 1 ? "connection" : "connections"}`] : []),
  ];
  return (
    <div className="flex flex-col gap-3 p-4">
      <h2 className="text-[0.9375rem] font-semibold">
        {group === undefined ? `${parts.join(", ")} selected` : `${group.title}, ${parts.join(", ")}`}
      </h2>
      {group !== undefined && (
        <Button
          variant="secondary"
          size="sm"
          className="self-start max-md:h-11"
          icon={<UnfoldVertical aria-hidden />}
          onClick={() => {
            const [first] = group.members;
            if (first === undefined) return;
            select({ nodes: [first] });
            reveal(first, { isFocused: true });
          }}
        >
          Open the module
        </Button>
      )}
      {!isReadOnly && (
        <div className="flex flex-wrap gap-2">
          {blocks > 0 && (
            <Button
              variant="secondary"
              size="sm"
              className="max-md:h-11"
              icon={<Copy aria-hidden />}
              onClick={() => edit((graph) => duplicate(graph, selection.nodes, PASTE_OFFSET))}
            >
              Duplicate
            </Button>
          )}
          <Button
            variant="secondary"
            size="sm"
            className="max-md:h-11"
            icon={<Trash2 aria-hidden />}
            onClick={() => edit((graph) => remove(graph, selection.nodes, selection.edges))}
          >
            Delete
          </Button>
        </div>
      )}
      {blocks > 1 && <CommonSettings nodeIds={selection.nodes} />}
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
