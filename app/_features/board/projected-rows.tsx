import type { LeaderboardRow } from "#server/contract/cohort.ts";
import { MemberAvatar } from "#app/_features/cohort/member-avatar.tsx";
import { cn } from "#app/_lib/cn.ts";
import { formatCount } from "#app/_lib/format-count.ts";
import { useJustChanged } from "./use-just-changed.ts";

type ProjectedRowsProps = { rows: readonly LeaderboardRow[]; format: (score: number) => string };

/** Large while they are few; of a whole class smaller, so that all are in sight. */
const sizeFor = (count: number) =>
  count <= 9
    ? "text-[clamp(1.125rem,2.1vw,2.5rem)]"
    : count <= 16
      ? "text-[clamp(1rem,1.5vw,1.875rem)]"
      : "text-[clamp(0.875rem,1.1vw,1.375rem)]";

export function ProjectedRows({ rows, format }: ProjectedRowsProps) {
  const changed = useJustChanged(rows);
  if (rows.length === 0) {
    return (
      <p className="border-t border-border py-[2vh] text-[clamp(1.125rem,2.1vw,2.5rem)] text-muted-foreground">
        The first place is free.
      </p>
    );
  }
  return (
    <ol aria-label="Places" data-live="" className={cn("flex flex-col", sizeFor(rows.length))}>
      {rows.map((row) => (
        <li
          key={row.user.id}
          className={cn(
            "grid grid-cols-[1.5em_auto_1fr_auto] items-center gap-x-[0.6em] border-t border-border px-[0.3em] py-[0.32em] transition-colors duration-1000 md:grid-cols-[1.5em_auto_1fr_auto_auto]",
            changed.has(row.user.id) && "bg-success-soft duration-100",
          )}
        >
          <span className="num text-right font-mono text-muted-foreground">{row.rank}</span>
          <MemberAvatar person={row.user} className="size-[2.6em] text-[0.45em]" />
          <span className="min-w-0 truncate font-medium">{row.user.name}</span>
          <span className="num text-right text-[0.6em] text-muted-foreground max-md:hidden">
            {row.isFromWeights && "imported weights, "}
            {formatCount(row.params)} parameters
          </span>
          <span className="num text-right font-semibold">{format(row.score)}</span>
        </li>
      ))}
    </ol>
  );
}
