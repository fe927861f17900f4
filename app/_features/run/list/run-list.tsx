"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { Play, SearchX } from "lucide-react";
import { useState } from "react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { RowsSkeleton } from "#app/_ui/rows-skeleton.tsx";
import { Button } from "#app/_ui/button.tsx";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { Card, CardFooter } from "#app/_ui/card.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { cn } from "#app/_lib/cn.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import type { ListedRun } from "#server/contract/run-list.ts";
import { RunRow } from "./run-row.tsx";
import { RunMarks } from "./run-marks.tsx";
import { RunRowMenu, type RunRowAction } from "./run-row-menu.tsx";
import { cleared, inputOf, isNarrowed, type RunsView } from "./runs-address.ts";
import { SelectionBar } from "./selection-bar.tsx";
import { useMarkRuns } from "./use-mark-runs.ts";

const RenameRunDialog = dynamic(async () => (await import("./rename-run-dialog.tsx")).RenameRunDialog, {
  ssr: false,
});
const TagsDialog = dynamic(async () => (await import("./tags-dialog.tsx")).TagsDialog, { ssr: false });
const DeleteRunDialog = dynamic(async () => (await import("./delete-run-dialog.tsx")).DeleteRunDialog, {
  ssr: false,
});

type RunListProps = { view: RunsView; onShow: (view: RunsView) => void };
type Doing = { what: Exclude<RunRowAction, "hide">; runIds: readonly string[] };

export function RunList({ view, onShow }: RunListProps) {
  const { cohort, myId, isInstructor } = useCohort();
  const trpc = useTRPC();
  const { hide } = useMarkRuns(cohort.id);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [doing, setDoing] = useState<Doing | null>(null);
  const runs = useInfiniteQuery(
    trpc.run.list.infiniteQueryOptions(inputOf(cohort.id, view), {
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      // The list stays while it is narrowed.
      placeholderData: keepPreviousData,
    }),
  );
  const items = runs.data?.pages.flatMap((page) => page.items);

  if (items === undefined) {
    return (
      <Card>
        {runs.error === null ? (
          <RowsSkeleton count={6} />
        ) : (
          <ErrorState error={runs.error} onRetry={() => void runs.refetch()} />
        )}
      </Card>
    );
  }
  if (items.length === 0) return <NoRuns cohortId={cohort.id} view={view} onShow={onShow} />;

  function act(run: ListedRun, action: RunRowAction): void {
    if (action === "hide") hide([run.id], !run.isHidden);
    else setDoing({ what: action, runIds: [run.id] });
  }
  function choose(runId: string): void {
    const next = new Set(chosen);
    if (!next.delete(runId)) next.add(runId);
    setChosen(next);
  }
  const done = () => setDoing(null);
  const concerned = items.filter(({ id }) => doing?.runIds.includes(id) === true);
  const [one] = concerned;
  const chosenIds = items.map(({ id }) => id).filter((id) => chosen.has(id));
  const datasets = new Set(items.map(({ datasetId }) => datasetId));
  return (
    <div className="flex flex-col gap-3">
      {view.sort === "best" && datasets.size > 1 && (
        <p className="text-[0.8125rem] text-muted-foreground">
          Scores on different datasets cannot be compared. Choose a dataset for an order that means something.
        </p>
      )}
      <Card>
        <ul
          aria-label="Runs"
          aria-busy={runs.isPlaceholderData}
          className={cn("divide-y divide-border transition-opacity", runs.isPlaceholderData && "opacity-60")}
        >
          {items.map((run) => {
            const canManage = isInstructor || run.startedBy.id === myId;
            return (
              <RunRow
                key={run.id}
                run={run}
                isMine={run.startedBy.id === myId}
                canCancel={canManage}
                before={
                  <label className="relative flex size-8 shrink-0 cursor-pointer items-center justify-center max-md:size-11">
                    <input
                      type="checkbox"
                      className="size-4 cursor-pointer accent-primary"
                      aria-label={`Choose ${run.name}`}
                      checked={chosen.has(run.id)}
                      onChange={() => choose(run.id)}
                    />
                  </label>
                }
                marks={<RunMarks tags={run.tags} isHidden={run.isHidden} />}
                after={<RunRowMenu run={run} canManage={canManage} onAct={(action) => act(run, action)} />}
              />
            );
          })}
        </ul>
        {runs.hasNextPage && (
          <CardFooter className="justify-center">
            <Button
              variant="ghost"
              isBusy={runs.isFetchingNextPage}
              onClick={() => void runs.fetchNextPage()}
            >
              {view.sort === "newest" ? "Show older runs" : "Show more runs"}
            </Button>
          </CardFooter>
        )}
      </Card>
      {chosenIds.length > 0 && (
        <SelectionBar
          cohortId={cohort.id}
          runIds={chosenIds}
          onTag={() => setDoing({ what: "tags", runIds: chosenIds })}
          onHide={() => {
            hide(chosenIds, true);
            setChosen(new Set());
          }}
          onClear={() => setChosen(new Set())}
        />
      )}
      {doing?.what === "tags" && concerned.length > 0 && (
        <TagsDialog cohortId={cohort.id} runs={concerned} onClose={done} />
      )}
      {doing?.what === "rename" && one !== undefined && <RenameRunDialog run={one} onClose={done} />}
      {doing?.what === "delete" && one !== undefined && <DeleteRunDialog run={one} isOpen onClose={done} />}
    </div>
  );
}

function NoRuns({ cohortId, view, onShow }: RunListProps & { cohortId: string }) {
  if (isNarrowed(view)) {
    return (
      <Card>
        <EmptyState
          icon={<SearchX />}
          title={view.isHidden ? "No hidden run is like this" : "No run is like this"}
          action={
            <Button variant="secondary" onClick={() => onShow(cleared(view))}>
              Clear filters
            </Button>
          }
        >
          All that is chosen above has to hold at once. Without the filters the list has the others again.
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card>
      <EmptyState
        icon={<Play />}
        title={view.person === "me" ? "You have not trained anything yet" : "Nothing has been trained yet"}
        action={<ButtonLink href={`/cohorts/${cohortId}/designs`}>Go to designs</ButtonLink>}
      >
        Open a design and press Train. Its run shows here at once, for everybody.
      </EmptyState>
    </Card>
  );
}
