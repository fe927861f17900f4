"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, ChevronsUp, Pause } from "lucide-react";
import Link from "next/link";
import { toast } from "#app/_lib/toast.ts";
import type { RunSummary } from "#server/contract/run.ts";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { MemberAvatar } from "#app/_features/cohort/member-avatar.tsx";
import { CancelRunButton } from "#app/_features/run/list/cancel-run-button.tsx";
import { RunStateBadge } from "#app/_features/run/run-state-badge.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { IconButton } from "./icon-button.tsx";

type QueueRowProps = {
  run: RunSummary;
  place: number | null;
  before: { next: string | null; up: string | null; down: string | null } | null;
};

export function QueueRow({ run, place, before }: QueueRowProps) {
  const { cohort, isInstructor, myId } = useCohort();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const options = {
    onError: (error: unknown) => toast.error(explainError(error).message),
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.queue.pathKey() }),
  };
  const move = useMutation(trpc.queue.move.mutationOptions(options));
  const pause = useMutation(trpc.run.pause.mutationOptions(options));
  const isMine = run.startedBy.id === myId;
  const canManage = isInstructor || isMine;
  const moveBefore = (id: string | null) => () => {
    if (id === null) return;
    move.mutate({ cohortId: cohort.id, runId: run.id, beforeRunId: id === "" ? null : id });
  };
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
      <span className="num w-8 shrink-0 text-right font-mono text-muted-foreground">
        {place === null ? "" : place + 1}
      </span>
      <MemberAvatar person={run.startedBy} className="max-sm:hidden" />
      <div className="flex min-w-40 flex-1 flex-col">
        <Link href={`/cohorts/${cohort.id}/runs/${run.id}`} className="truncate font-medium hover:underline">
          {run.name}
        </Link>
        <span className="truncate text-[0.8125rem] text-muted-foreground">
          {isMine ? "You" : run.startedBy.name} · asked for <RelativeTime at={run.createdAt} /> · {run.epochs}{" "}
          epochs
        </span>
      </div>
      <RunStateBadge state={run.state} />
      {canManage && (
        <div className="flex items-center gap-1">
          {isInstructor && before !== null && (
            <>
              <IconButton
                label={`${run.name}: to the front`}
                icon={<ChevronsUp aria-hidden />}
                isDisabled={before.next === null || move.isPending}
                onClick={moveBefore(before.next)}
              />
              <IconButton
                label={`${run.name}: one up`}
                icon={<ArrowUp aria-hidden />}
                isDisabled={before.up === null || move.isPending}
                onClick={moveBefore(before.up)}
              />
              <IconButton
                label={`${run.name}: one down`}
                icon={<ArrowDown aria-hidden />}
                isDisabled={before.down === null || move.isPending}
                onClick={moveBefore(before.down)}
              />
            </>
          )}
          <IconButton
            label={`Pause ${run.name}`}
            icon={<Pause aria-hidden />}
            isDisabled={pause.isPending}
            onClick={() => pause.mutate({ runId: run.id })}
          />
          <CancelRunButton run={run} />
        </div>
      )}
    </li>
  );
}
