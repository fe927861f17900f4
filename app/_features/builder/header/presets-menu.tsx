"use client";

import { ChevronDown, LayoutTemplate } from "lucide-react";
import { toast } from "sonner";
import { buttonVariants } from "#app/_ui/button.tsx";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "#app/_ui/menu.tsx";
import { cn } from "#app/_lib/cn.ts";
import {
  FULL_SIZE_PRESETS,
  PRESETS,
  REGRESSION_PRESETS,
  TRANSFER_PRESETS,
  type Preset,
} from "#models/presets/index.ts";
import { useBuilder } from "../store/store-context.ts";
import { useEdit } from "../use-edit.ts";
import { useShowNetwork } from "../canvas/use-show-network.ts";

/** Long enough to look at the network first. */
const UNDO_SHOWN_MS = 12_000;

/** Known networks to begin from. One takes the place of what is on the canvas, and undo brings that back. */
export function PresetsMenu() {
  const edit = useEdit();
  const showNetwork = useShowNetwork();
  const undo = useBuilder((state) => state.undo);
  function load(preset: Preset): void {
    const { graph } = preset;
    if (!edit(() => ({ ok: true, edit: { kind: "replaceGraph", graph }, selected: [] }))) return;
    showNetwork();
    toast.success(`${preset.title} is on the canvas`, {
      action: { label: "Undo", onClick: undo },
      duration: UNDO_SHOWN_MS,
    });
  }
  return (
    <Menu>
      <MenuTrigger
        className={cn(buttonVariants({ variant: "ghost", size: "sm" }), "gap-1.5 max-md:size-11 max-md:px-0")}
      >
        <LayoutTemplate aria-hidden className="md:hidden" />
        <span className="max-md:sr-only">Presets</span>
        <ChevronDown aria-hidden className="max-md:hidden" />
      </MenuTrigger>
      <MenuContent align="end" className="w-80">
        {[...PRESETS, ...TRANSFER_PRESETS, ...REGRESSION_PRESETS, ...FULL_SIZE_PRESETS].map((preset) => (
          <MenuItem key={preset.id} onClick={() => load(preset)}>
            <span className="flex flex-col py-1">
              <span className="font-medium">{preset.title}</span>
              <span className="text-xs text-muted-foreground">{preset.summary}</span>
            </span>
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  );
}
