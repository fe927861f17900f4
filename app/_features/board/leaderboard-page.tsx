"use client";

import { useQuery } from "@tanstack/react-query";
import { ChartSpline, Presentation, Trophy } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { lazy, Suspense, useState } from "react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { RowsSkeleton } from "#app/_ui/rows-skeleton.tsx";
import { DatasetSelect } from "#app/_features/dataset/dataset-select.tsx";
import { SyntheticBadge } from "#app/_features/dataset/synthetic-badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { Card } from "#app/_ui/card.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { useTRPC } from "#app/_lib/trpc.ts";
import { compareAddress } from "#app/_features/run/compare/compare-address.ts";
import { boardInAddress } from "./board-in-address.ts";
import { HiddenBoard } from "./hidden-board.tsx";
import { LeaderboardTable } from "./leaderboard-table.tsx";

const ProjectorBoard = lazy(async () => ({
  default: (await import("./projector-board.tsx")).ProjectorBoard,
}));

/** More are chosen on the page that compares. */
const COMPARED = 4;

export function LeaderboardPage() {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const router = useRouter();
  const search = useSearchParams();
  const chosen = boardInAddress(search);
  const [isProjected, setIsProjected] = useState(search.has("projector"));
  const {
    data: board,
    error,
    refetch,
  } = useQuery(trpc.cohort.leaderboard.queryOptions({ cohortId: cohort.id, ...chosen }));
  return (
    <PageContainer>
      <PageHeader
        title="Leaderboard"
        description={
          board === undefined
            ? "Each person's best run by test accuracy."
            : `Each person's best run by accuracy on the test split of ${board.datasetTitle}${board.versionNumber > 1 || chosen.versionId !== undefined ? `, version ${board.versionNumber}` : ""}.`
        }
        actions={
          <>
            {board?.isSynthetic === true && <SyntheticBadge datasetId={board.datasetId} />}
            <DatasetSelect
              aria-label="Dataset of the board"
              className="w-56"
              value={board?.datasetId ?? chosen.datasetId ?? null}
              onValueChange={(datasetId) => router.replace(`?dataset=${datasetId}`)}
              isOffered={({ versionId }) => versionId !== null}
            />
            {board !== undefined && board.rows.length >= 2 && (
              <ButtonLink
                href={compareAddress(
                  cohort.id,
                  board.rows.slice(0, COMPARED).map(({ runId }) => runId),
                )}
                variant="secondary"
                icon={<ChartSpline aria-hidden />}
              >
                Compare the best
              </ButtonLink>
            )}
            <Button
              variant="secondary"
              icon={<Presentation aria-hidden />}
              disabled={board === undefined}
              onClick={() => setIsProjected(true)}
            >
              Projector
            </Button>
          </>
        }
      />
      <Card>
        {board === undefined ? (
          error === null ? (
            <RowsSkeleton count={5} />
          ) : (
            <ErrorState error={error} onRetry={() => void refetch()} />
          )
        ) : board.hiddenFor !== null ? (
          <HiddenBoard hiddenFor={board.hiddenFor} />
        ) : board.rows.length === 0 ? (
          <EmptyState
            icon={<Trophy />}
            title="The first place is free"
            action={<ButtonLink href={`/cohorts/${cohort.id}/designs`}>Go to designs</ButtonLink>}
          >
            A run takes its place here when it has finished and been scored on images it never saw.
          </EmptyState>
        ) : (
          <LeaderboardTable cohortId={cohort.id} target={board.target} rows={board.rows} />
        )}
      </Card>
      <p className="text-[0.8125rem] text-muted-foreground">
        Ties go to the higher macro F1, then to fewer parameters, then to the earlier run.
      </p>
      {isProjected && board !== undefined && (
        <Suspense>
          <ProjectorBoard board={board} onClose={() => setIsProjected(false)} />
        </Suspense>
      )}
    </PageContainer>
  );
}
