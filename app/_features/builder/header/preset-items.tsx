"use client";

import { MenuItem, MenuSeparator } from "#app/_ui/menu.tsx";
import { FULL_SIZE_PRESETS, PRESETS, REGRESSION_PRESETS, TRANSFER_PRESETS } from "#models/presets/index.ts";
import { useLoadNetwork } from "./use-load-network.ts";

/** One takes the place of what is on the canvas, and undo brings that back. */
export function PresetItems({ onBackbone }: { onBackbone: () => void }) {
  const load = useLoadNetwork();
  return (
    <>
      {[...PRESETS, ...TRANSFER_PRESETS, ...REGRESSION_PRESETS, ...FULL_SIZE_PRESETS].map(
        ({ id, title, summary, graph }) => (
          <MenuItem key={id} onClick={() => load(title, graph)}>
            <span className="flex flex-col py-1">
              <span className="font-medium">{title}</span>
              <span className="text-xs text-muted-foreground">{summary}</span>
            </span>
          </MenuItem>
        ),
      )}
      <MenuSeparator />
      <MenuItem onClick={onBackbone}>
        <span className="flex flex-col py-1">
          <span className="font-medium">Pretrained backbone…</span>
          <span className="text-xs text-muted-foreground">
            Transfer learning with the size, the pooling and the frozen part of your choice.
          </span>
        </span>
      </MenuItem>
    </>
  );
}
