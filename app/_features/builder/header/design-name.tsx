"use client";

import { useState } from "react";
import { cn } from "#app/_lib/cn.ts";
import { designName } from "#server/contract/design.ts";

type DesignNameProps = { name: string; onRename: (name: string) => void };

/** The design's name, to be written over in place. An empty one goes back to what it was. */
export function DesignName({ name, onRename }: DesignNameProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const parsed = designName.safeParse(typed ?? name);
  return (
    <input
      aria-label="Design name"
      value={typed ?? name}
      maxLength={80}
      autoComplete="off"
      aria-invalid={!parsed.success}
      onChange={(event) => {
        setTyped(event.target.value);
        const next = designName.safeParse(event.target.value);
        if (next.success) onRename(next.data);
      }}
      onBlur={() => setTyped(null)}
      onKeyDown={(event) => {
        if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
      }}
      className={cn(
        "h-8 w-56 max-w-full min-w-0 shrink truncate rounded-md border border-transparent bg-transparent px-2 text-[0.9375rem] font-semibold hover:border-border focus:border-ring focus:bg-card xl:w-72",
        !parsed.success && "border-destructive",
      )}
    />
  );
}
