"use client";

import { formatRank } from "#models/tasks/format-rank.ts";
import { taskOf } from "#models/tasks/index.ts";
import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { Leaderboard } from "#server/contract/cohort.ts";
import { SyntheticBadge } from "#app/_features/dataset/synthetic-badge.tsx";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { buttonVariants } from "#app/_ui/button.tsx";
import { BoardInvitation } from "./board-invitation.tsx";
import { BoardNews } from "./board-news.tsx";
import { BoardCurves } from "./board-curves.tsx";
import { LiveRuns } from "./live-runs.tsx";
import { ProjectedRows } from "./projected-rows.tsx";

type ProjectorBoardProps = { board: Leaderboard; onClose: () => void };

/**
 * A lesson on the wall, in type that the last row of a room can read: the places, how to join, what trains, what has just
 * happened. Fills the window; Escape closes it.
 */
export function ProjectorBoard({ board, onClose }: ProjectorBoardProps) {
  const { cohort } = useCohort();
  const { score } = taskOf(board.target).ranking(board.target);
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Popup className="fixed inset-0 z-50 flex flex-col overflow-y-auto bg-background px-[2.5vw] py-[2.5vh] text-[clamp(0.875rem,1.05vw,1.5rem)] outline-none">
          <header className="flex items-start justify-between gap-4 pb-[2vh]">
            <div className="flex min-w-0 flex-wrap items-center gap-x-6 gap-y-1">
              <Dialog.Title className="text-[clamp(1.5rem,2.4vw,3rem)] leading-tight font-semibold tracking-tight">
                {cohort.name}
              </Dialog.Title>
              {board.isSynthetic && (
                <SyntheticBadge datasetId={board.datasetId} className="h-8 px-3 text-base [&_svg]:size-4" />
              )}
              <Dialog.Description className="w-full text-muted-foreground">
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
          <div className="grid min-h-0 flex-1 items-start gap-x-[2.5vw] gap-y-[3vh] lg:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)]">
            <ProjectedRows rows={board.rows} format={(value) => formatRank(score, value)} />
            <div className="flex min-w-0 flex-col gap-[2.5vh]">
              <BoardInvitation />
              <LiveRuns />
              <BoardCurves />
              <BoardNews />
            </div>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
