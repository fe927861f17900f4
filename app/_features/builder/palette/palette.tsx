"use client";

import { Boxes, Search } from "lucide-react";
import { Fragment, useState, type ReactNode } from "react";
import { Tooltip } from "#app/_ui/tooltip.tsx";
import { cn } from "#app/_lib/cn.ts";
import type { BlockKind } from "../block-kinds.ts";
import { whyNotAdd } from "../edits/new-node.ts";
import { lookOf } from "../layer-look.ts";
import { useBuilder } from "../store/store-context.ts";
import { useAddBlock } from "../use-add-block.ts";
import { BACKBONE } from "./backbone.ts";
import { endLayerDrag, startLayerDrag } from "./layer-drag.ts";
import { paletteGroups } from "./palette-groups.ts";
import { useAskBackbone } from "./use-ask-backbone.ts";
import { WhatItDoes } from "./what-it-does.tsx";

const GROUPS = paletteGroups();

/** Every kind of block: drag it onto the canvas, click it, or press Enter on it. */
export function Palette() {
  const show = useBuilder((state) => state.show);
  return (
    <aside
      aria-label="Blocks"
      className="hidden w-56 shrink-0 flex-col overflow-y-auto border-r border-border bg-card p-3 md:flex"
    >
      <button
        type="button"
        aria-label="Search blocks"
        onClick={() => show("search")}
        className="mb-3 flex h-8 shrink-0 items-center gap-2 rounded-md border border-border px-2 text-[0.8125rem] text-muted-foreground hover:bg-accent"
      >
        <Search aria-hidden className="size-3.5" />
        Search blocks
        <kbd className="ml-auto rounded border border-border px-1.5 font-mono text-[0.6875rem]">/</kbd>
      </button>
      {GROUPS.map(({ title, kinds }, place) => (
        <Fragment key={title}>
          {/* In sight without scrolling, and not before what a first network is made of. */}
          {place === 1 && (
            <PaletteSection title="Pretrained">
              <BackboneItem />
            </PaletteSection>
          )}
          <PaletteSection title={title}>
            {kinds.map((kind) => (
              <PaletteItem key={kind.id} kind={kind} />
            ))}
          </PaletteSection>
        </Fragment>
      ))}
    </aside>
  );
}

function PaletteSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="mb-3 flex flex-col gap-1">
      <h2 className="px-1 text-[0.6875rem] font-medium tracking-wide text-muted-foreground">{title}</h2>
      {children}
    </section>
  );
}

const ITEM =
  "group flex items-center gap-2 rounded-md border border-border bg-background py-1.5 pr-2 pl-2 text-left text-[0.8125rem] font-medium hover:border-border-strong hover:bg-accent aria-disabled:border-transparent aria-disabled:bg-transparent aria-disabled:opacity-50";

function BackboneItem() {
  const ask = useAskBackbone();
  return (
    <Tooltip label={BACKBONE.help} side="right">
      <button
        type="button"
        aria-label={`Add ${BACKBONE.title}`}
        draggable
        onDragStart={(event) => startLayerDrag(event.dataTransfer, BACKBONE.id)}
        onDragEnd={endLayerDrag}
        onClick={ask}
        className={cn(ITEM, "cursor-grab active:cursor-grabbing")}
      >
        <Boxes aria-hidden className="size-4 shrink-0 text-muted-foreground" />
        <ItemText title={BACKBONE.title} help={BACKBONE.help} />
      </button>
    </Tooltip>
  );
}

function PaletteItem({ kind: { id, type, title, help, settings } }: { kind: BlockKind }) {
  const add = useAddBlock();
  const whyNot = useBuilder((state) => whyNotAdd(state.graph, id));
  const [isDragging, setIsDragging] = useState(false);
  const { icon: Icon, color } = lookOf(type);
  return (
    <Tooltip label={whyNot ?? <WhatItDoes type={type} settings={settings} help={help} />} side="right">
      <button
        type="button"
        aria-label={`Add ${title}`}
        aria-disabled={whyNot !== null}
        draggable={whyNot === null}
        onDragStart={(event) => {
          startLayerDrag(event.dataTransfer, id);
          setIsDragging(true);
        }}
        onDragEnd={() => {
          endLayerDrag();
          setIsDragging(false);
        }}
        onClick={(event) => add(id, { isFocused: event.detail === 0 })}
        className={cn(
          ITEM,
          whyNot === null && "cursor-grab active:cursor-grabbing",
          isDragging && "opacity-60",
        )}
      >
        <Icon aria-hidden className="size-4 shrink-0" style={{ color }} />
        <ItemText title={title} help={help} />
      </button>
    </Tooltip>
  );
}

/** A name, and what it does where there is room for it. */
function ItemText({ title, help }: { title: string; help: string }) {
  return (
    <span className="flex min-w-0 flex-col">
      <span className="truncate">{title}</span>
      <span className="line-clamp-2 hidden text-[0.6875rem] leading-tight font-normal text-muted-foreground [@media(min-height:62rem)]:block">
        {help}
      </span>
    </span>
  );
}
