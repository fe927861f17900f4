"use client";

import { X } from "lucide-react";
import { useEffect } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { cn } from "#app/_lib/cn.ts";
import { nodeById } from "#models/graph/edits/links.ts";
import { useBuilder } from "../store/store-context.ts";
import { lazySettings } from "./lazy-settings.ts";

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
  const settings = lazySettings.useParts();
  useEffect(() => {
    if (!isEmpty) lazySettings.load();
  }, [isEmpty]);
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
      {isEmpty ? (
        <Hints />
      ) : settings === null ? (
        <Skeleton className="m-4 h-40" />
      ) : node !== undefined ? (
        <settings.BlockInspector key={node.id} node={node} />
      ) : (
        <settings.ManySelected />
      )}
    </section>
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
