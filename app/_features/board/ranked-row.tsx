import type { ReactNode } from "react";
import { cn } from "#app/_lib/cn.ts";
import { TableCell, TableRow } from "#app/_ui/table.tsx";

type RankedRowProps = {
  rank: number;
  isMe: boolean;
  /** It has just moved, or has another score. */
  isChanged: boolean;
  /** The cells after its rank. */
  children: ReactNode;
};

/** A person's row on a board. */
export function RankedRow({ rank, isMe, isChanged, children }: RankedRowProps) {
  return (
    <TableRow
      aria-current={isMe ? "true" : undefined}
      className={cn(
        "relative transition-colors duration-1000 hover:bg-accent/50",
        isMe && "bg-primary-soft/60 hover:bg-primary-soft",
        isChanged && "bg-success-soft duration-100",
      )}
    >
      <TableCell className="num h-15 pl-4 text-right font-mono text-base font-semibold">{rank}</TableCell>
      {children}
    </TableRow>
  );
}

/** Places that are left out between the first and one's own. */
export function GapRow() {
  return (
    <TableRow aria-hidden>
      <TableCell colSpan={7} className="h-8 text-center text-muted-foreground">
        …
      </TableCell>
    </TableRow>
  );
}
