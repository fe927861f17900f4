"use client";

import { formatRank } from "#models/tasks/format-rank.ts";
import { taskOf } from "#models/tasks/index.ts";
import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { Leaderboard } from "#server/contract/cohort.ts";
import { SyntheticBadge } from "#app/_features/dataset/synthetic-badge.tsx";
import { buttonVariants } from "#app/_ui/button.tsx";
import { formatCount } from "#app/_lib/format-count.ts";
import { cn } from "#app/_lib/cn.ts";
import { LiveRuns } from "./live-runs.tsx";
import { useJustChanged } from "./use-just-changed.ts";

type ProjectorBoardProps = { cohortName: string; board: Leaderboard; onClose: () => void };

/** The board over the whole window, in type that the last row of a room can read. Escape closes it. */
export function ProjectorBoard({ cohortName, board, onClose }: ProjectorBoardProps) {
  const changed = useJustChanged(board.rows);
  const { score } = taskOf(board.target).ranking(board.target);
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Popup className="fixed inset-0 z-50 flex flex-col overflow-y-auto bg-background px-[4vw] py-[3vh] outline-none">
          <header className="flex items-start justify-between gap-4 pb-[2vh]">
            <div className="flex flex-wrap items-center gap-x-6 gap-y-1">
              <Dialog.Title className="text-[clamp(1.5rem,3vw,3rem)] font-semibold tracking-tight">
                {cohortName}
              </Dialog.Title>
              {board.isSynthetic && <SyntheticBadge className="h-8 px-3 text-base [&_svg]:size-4" />}
              <Dialog.Description className="w-full text-[clamp(0.875rem,1.4vw,1.5rem)] text-muted-foreground">
                {score.label} on {board.datasetTitle}
              </Dialog.Description>
            </div>
            <Dialog.Close
              aria-label="Close the projector view"
              className={buttonVariants({ variant: "ghost", size: "icon" })}
            >
              <X aria-hidden />
            </Dialog.Close>
          </header>
          <ol data-live="" className="flex flex-col text-[clamp(1.125rem,2.4vw,2.5rem)]">
            {board.rows.map((row) => (
              <li
                key={row.user.id}
                className={cn(
                  "grid grid-cols-[1.5em_1fr_auto] items-baseline gap-x-[0.6em] border-t border-border px-[0.3em] py-[0.35em] transition-colors duration-1000 md:grid-cols-[1.5em_1fr_auto_auto]",
                  changed.has(row.user.id) && "bg-success-soft duration-100",
                )}
              >
                <span className="num text-right font-mono text-muted-foreground">{row.rank}</span>
                <span className="min-w-0 truncate font-medium">{row.user.name}</span>
                <span className="num text-right text-[0.6em] text-muted-foreground max-md:hidden">
                  {formatCount(row.params)} parameters
                </span>
                <span className="num text-right font-semibold">{formatRank(score, row.score)}</span>
              </li>
            ))}
          </ol>
          <LiveRuns />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
