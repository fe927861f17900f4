"use client";

import { toast } from "#app/_lib/toast.ts";
import { MenuItem } from "#app/_ui/menu.tsx";
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

/** One takes the place of what is on the canvas, and undo brings that back. */
export function PresetItems() {
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
  return [...PRESETS, ...TRANSFER_PRESETS, ...REGRESSION_PRESETS, ...FULL_SIZE_PRESETS].map((preset) => (
    <MenuItem key={preset.id} onClick={() => load(preset)}>
      <span className="flex flex-col py-1">
        <span className="font-medium">{preset.title}</span>
        <span className="text-xs text-muted-foreground">{preset.summary}</span>
      </span>
    </MenuItem>
  ));
}
