"use client";

import { Boxes } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { Dialog, DialogContent } from "#app/_ui/dialog.tsx";
import { Input } from "#app/_ui/input.tsx";
import { cn } from "#app/_lib/cn.ts";
import { whyNotAdd } from "../edits/new-node.ts";
import { useFocusAfterDialog } from "../keys/use-focus-canvas.ts";
import { lookOf } from "../layer-look.ts";
import { useBuilder, useBuilderStore } from "../store/store-context.ts";
import { useAddBlock } from "../use-add-block.ts";
import { BACKBONE, isBackboneMeant } from "./backbone.ts";
import { paletteGroups } from "./palette-groups.ts";
import { useAskBackbone } from "./use-ask-backbone.ts";

const BACKBONE_LOOK = { icon: Boxes, color: "var(--muted-foreground)" };

/** Finds a block by name and adds it: the palette for hands that stay on the keyboard. */
export function BlockSearch() {
  const isOpen = useBuilder((state) => state.panel === "search");
  const show = useBuilder((state) => state.show);
  const giveFocusBack = useFocusAfterDialog();
  const where = useBuilder(({ selection, graph }) => {
    const node = graph.nodes.find(({ id }) => id === selection.nodes.at(-1));
    if (node !== undefined) return node.type === "Output" ? "before output" : `after ${node.name}`;
    return selection.edges.length > 0 ? "into the selected connection" : "before Output";
  });
  // Opened again while it still fades out, it begins anew: empty, and with the focus.
  const [seen, setSeen] = useState({ isOpen, openings: 0 });
  if (seen.isOpen !== isOpen) setSeen({ isOpen, openings: seen.openings + Number(isOpen) });
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(next) => show(next ? "search" : null)}
      onOpenChangeComplete={giveFocusBack}
    >
      <DialogContent title="Add a block" description={`It goes ${where}.`} className="top-24 translate-y-0">
        <SearchList key={seen.openings} onDone={() => show(null)} />
      </DialogContent>
    </Dialog>
  );
}

type Found = { id: string; type?: string; title: string; help: string };

function SearchList({ onDone }: { onDone: () => void }) {
  const store = useBuilderStore();
  const add = useAddBlock();
  const askBackbone = useAskBackbone();
  const listId = useId();
  const [text, setText] = useState("");
  const [index, setIndex] = useState(0);
  const addable = paletteGroups(text)
    .flatMap((group) => group.kinds)
    .filter((kind) => whyNotAdd(store.getState().graph, kind.id) === null);
  const kinds: readonly Found[] = [...addable, ...(isBackboneMeant(text) ? [BACKBONE] : [])].toSorted(
    (a, b) => rank(a.title, text) - rank(b.title, text),
  );
  const current = Math.min(index, kinds.length - 1);

  function choose(id: string | undefined): void {
    if (id === undefined) return;
    if (id === BACKBONE.id) {
      askBackbone();
      return;
    }
    onDone();
    // The dialog gives the focus back first.
    window.setTimeout(() => add(id, { isFocused: true }));
  }

  function handleKeyDown(event: KeyboardEvent): void {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && kinds.length > 0) {
      event.preventDefault();
      setIndex((current + step + kinds.length) % kinds.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(kinds[current]?.id);
    }
  }

  return (
    <div className="flex flex-col gap-2 pt-1">
      <Input
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog is there to be typed into
        autoFocus
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- ARIA's combobox pattern, with more in an option than text
        role="combobox"
        aria-label="Search blocks"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={current < 0 ? undefined : `${listId}-${current}`}
        className="max-md:h-11"
        placeholder="conv, pool, dense…"
        value={text}
        onValueChange={(next) => {
          setText(next);
          setIndex(0);
        }}
        onKeyDown={handleKeyDown}
      />
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <div role="listbox" id={listId} aria-label="Blocks" className="h-72 overflow-y-auto">
        {kinds.length === 0 && <p className="p-3 text-sm text-muted-foreground">No block matches.</p>}
        {kinds.map(({ id, type, title, help }, place) => {
          const { icon: Icon, color } = type === undefined ? BACKBONE_LOOK : lookOf(type);
          return (
            <div
              key={id}
              id={`${listId}-${place}`}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
              role="option"
              tabIndex={-1}
              aria-selected={place === current}
              ref={(element) => {
                if (place === current) element?.scrollIntoView({ block: "nearest" });
              }}
              onPointerMove={() => setIndex(place)}
              onClick={() => choose(id)}
              onKeyDown={handleKeyDown}
              className={cn(
                "flex cursor-pointer items-center gap-3 rounded-md px-2 py-2 max-md:min-h-11",
                place === current && "bg-accent",
              )}
            >
              <Icon aria-hidden className="size-4 shrink-0" style={{ color }} />
              <span className="flex min-w-0 flex-col">
                <span className="text-sm font-medium">{title}</span>
                <span className="text-xs text-muted-foreground">{help}</span>
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Names that begin with what was typed come before those that only mention it. */
function rank(title: string, text: string): number {
  const name = title.toLowerCase();
  const wanted = text.trim().toLowerCase();
  if (name.startsWith(wanted)) return 0;
  return name.includes(wanted) ? 1 : 2;
}
