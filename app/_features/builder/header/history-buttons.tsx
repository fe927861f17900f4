"use client";

import { Redo2, Undo2 } from "lucide-react";
import { Button } from "#app/_ui/button.tsx";
import { Tooltip } from "#app/_ui/tooltip.tsx";
import { useBuilder } from "../store/store-context.ts";

export function HistoryButtons() {
  const canUndo = useBuilder((state) => state.history.past.length > 0);
  const canRedo = useBuilder((state) => state.history.future.length > 0);
  const undo = useBuilder((state) => state.undo);
  const redo = useBuilder((state) => state.redo);
  return (
    <div className="flex">
      <Tooltip label="Undo (Ctrl Z)">
        <Button
          variant="ghost"
          size="icon-sm"
          className="max-md:size-11"
          aria-label="Undo"
          disabled={!canUndo}
          onClick={undo}
        >
          <Undo2 aria-hidden />
        </Button>
      </Tooltip>
      <Tooltip label="Redo (Ctrl Shift Z)">
        <Button
          variant="ghost"
          size="icon-sm"
          className="max-md:size-11"
          aria-label="Redo"
          disabled={!canRedo}
          onClick={redo}
        >
          <Redo2 aria-hidden />
        </Button>
      </Tooltip>
    </div>
  );
}
