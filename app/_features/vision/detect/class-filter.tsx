"use client";

import { cn } from "#app/_lib/cn.ts";
import { classColour } from "#models/vision/class-colour.ts";

type ClassFilterProps = {
  /** Classes that were found, with how many of each. */
  counts: readonly { classIndex: number; name: string; count: number }[];
  hidden: ReadonlySet<number>;
  onToggle: (classIndex: number) => void;
};

/** Shows and hides what was found of a class. */
export function ClassFilter({ counts, hidden, onToggle }: ClassFilterProps) {
  return (
    <fieldset className="flex flex-wrap gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">Classes</legend>
      {counts.map(({ classIndex, name, count }) => {
        const isShown = !hidden.has(classIndex);
        return (
          <label
            key={classIndex}
            className={cn(
              "relative flex min-h-7 cursor-pointer items-center gap-1.5 rounded-md border border-border px-2 text-sm has-focus-visible:outline-2 has-focus-visible:outline-ring",
              !isShown && "text-muted-foreground line-through",
            )}
          >
            <input
              type="checkbox"
              className="absolute inset-0 size-full cursor-pointer opacity-0"
              checked={isShown}
              onChange={() => onToggle(classIndex)}
            />
            <span
              aria-hidden
              className="size-2.5 rounded-xs border border-border-strong"
              style={{ backgroundColor: isShown ? classColour(classIndex) : "transparent" }}
            />
            {name} <span className="num text-muted-foreground">{count}</span>
          </label>
        );
      })}
    </fieldset>
  );
}
