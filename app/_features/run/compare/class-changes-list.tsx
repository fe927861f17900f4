import { formatClassName } from "#app/_lib/format-class-name.ts";
import { formatPercent } from "#app/_lib/format-percent.ts";
import { cn } from "#app/_lib/cn.ts";
import type { ClassChange } from "./class-changes.ts";

type ClassChangesProps = { changes: readonly ClassChange[]; className?: string };

/** One line a class: its F1 before and after, and by how much that is better or worse. */
export function ClassChanges({ changes, className }: ClassChangesProps) {
  return (
    <ul className={cn("grid gap-1.5", className)}>
      {changes.map((change) => (
        <ChangeBar key={change.className} change={change} />
      ))}
    </ul>
  );
}

function ChangeBar({ change: { className, from, to, change, isBeyondChance } }: { change: ClassChange }) {
  const isBetter = change > 0;
  const points = `${isBetter ? "+" : change < 0 ? "−" : "±"}${Math.abs(change * 100).toFixed(1)}`;
  return (
    <li className="num grid grid-cols-[minmax(0,1fr)_3.5rem_5.5rem] sm:grid-cols-[minmax(0,1fr)_4rem_8.5rem] items-center gap-3 text-sm">
      <span className="min-w-0">
        <span className="block truncate">{formatClassName(className)}</span>
        <span className="text-xs text-muted-foreground">
          {formatPercent(from)} to {formatPercent(to)}
        </span>
      </span>
      <span
        className={cn(
          "text-right font-medium",
          !isBeyondChance ? "text-muted-foreground" : isBetter ? "text-info-text" : "text-warning-text",
        )}
      >
        {points}
        <span className="sr-only"> points{isBeyondChance ? "" : ", as chance may make"}</span>
      </span>
      <span aria-hidden className="relative h-3 rounded-xs bg-muted">
        <span className="absolute inset-y-0 left-1/2 w-px bg-border-strong" />
        <span
          className="absolute inset-y-0"
          style={{
            [isBetter ? "left" : "right"]: "50%",
            width: `${Math.min(50, Math.abs(change) * 50)}%`,
            background: isBeyondChance
              ? `var(--heat-${isBetter ? "right" : "wrong"})`
              : "var(--border-strong)",
          }}
        />
      </span>
    </li>
  );
}
