"use client";

import { Copy, Trash2, UnfoldVertical } from "lucide-react";
import { Button } from "#app/_ui/button.tsx";
import { duplicate } from "#models/graph/edits/paste.ts";
import { remove } from "#models/graph/edits/remove.ts";
import { PASTE_OFFSET } from "../clipboard/paste-offset.ts";
import { useReveal } from "../store/reveal-context.ts";
import { useBuilder } from "../store/store-context.ts";
import { sameViewOf } from "../view/view.ts";
import { useEdit } from "../use-edit.ts";
import { CommonSettings } from "./common-settings.tsx";

/** Several blocks, or connections: what can be done with all of them. */
export function ManySelected() {
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
