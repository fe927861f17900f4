"use client";

import { useState } from "react";
import { cn } from "#app/_lib/cn.ts";
import { nameLength } from "#app/_lib/name-length.ts";
import { designName } from "#server/contract/design.ts";
import { useFocusCanvas } from "../keys/use-focus-canvas.ts";

type DesignNameProps = { name: string; onRename: (name: string) => void };

const MAX_LENGTH = 80;

/** The design's name, to be written over in place. An empty or a too long one goes back to what it was. */
export function DesignName({ name, onRename }: DesignNameProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const focusCanvas = useFocusCanvas();
  const parsed = designName.safeParse(typed ?? name);
  const length = nameLength(typed ?? "", MAX_LENGTH);
  const problem = length.kind === "over" ? length.text : parsed.success ? null : "A design needs a name";
  const said = problem ?? (length.kind === "near" ? length.text : null);
  return (
    <div className="relative min-w-0 max-md:flex-1">
      <input
        aria-label="Design name"
        aria-describedby={said === null ? undefined : "design-name-length"}
        value={typed ?? name}
        autoComplete="off"
        aria-invalid={problem !== null}
        onChange={(event) => {
          setTyped(event.target.value);
          const next = designName.safeParse(event.target.value);
          if (next.success) onRename(next.data);
        }}
        onBlur={() => setTyped(null)}
        onKeyDown={(event) => {
          if (event.key === "Enter" || event.key === "Escape") focusCanvas();
        }}
        className={cn(
          "h-8 w-56 max-w-full min-w-0 truncate rounded-md border border-transparent bg-transparent px-2 text-[0.9375rem] font-semibold hover:border-border focus:border-ring focus:bg-card max-md:h-11 max-md:w-full xl:w-72",
          problem !== null && "border-destructive",
        )}
      />
      {said !== null && (
        <output
          id="design-name-length"
          className={cn(
            "absolute top-full left-0 z-30 mt-1 rounded-md px-2 py-1 text-xs whitespace-nowrap shadow-floating",
            problem === null
              ? "bg-popover text-muted-foreground"
              : "bg-destructive-soft text-destructive-text",
          )}
        >
          {said}
        </output>
      )}
    </div>
  );
}
