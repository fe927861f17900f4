"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { Moment } from "#app/_features/exercise/moment.tsx";
import { NotReadPage } from "#app/_features/exercise/not-read-page.tsx";
import { formatPercent } from "#app/_lib/format-percent.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Badge, type BadgeTone } from "#app/_ui/badge.tsx";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import type { CompetitionView } from "#server/contract/competition.ts";
import { AlikeCard } from "./alike-card.tsx";
import { BoardCard } from "./board-card.tsx";
import { OwnEntriesCard } from "./own-entries-card.tsx";
import { ParamsChart } from "./params-chart.tsx";
import { RevealCard } from "./reveal-card.tsx";

const STATES: Record<CompetitionView["state"], { label: string; tone: BadgeTone }> = {
  draft: { label: "Draft", tone: "neutral" },
  waiting: { label: "Not open yet", tone: "info" },
  open: { label: "Open", tone: "success" },
  closed: { label: "Closed", tone: "neutral" },
  revealing: { label: "Being revealed", tone: "warning" },
  revealed: { label: "Revealed", tone: "primary" },
};

export function CompetitionPage({ exerciseId }: { exerciseId: string }) {
  const { cohort, isInstructor, isGrader } = useCohort();
  const trpc = useTRPC();
  const [isWhole, setIsWhole] = useState(false);
  const {
    data: competition,
    error,
    refetch,
    isFetching,
  } = useQuery(
    trpc.competition.get.queryOptions(isWhole ? { exerciseId, isWhole } : { exerciseId }, {
      placeholderData: keepPreviousData,
    }),
  );
  if (competition === undefined) {
    return (
      <NotReadPage error={error} onRetry={() => void refetch()} title="No such board">
        The exercise has none, was deleted, or is not open yet.
      </NotReadPage>
    );
  }
  const { title, settings, state, dueAt, datasetTitle } = competition;
  const { label, tone } = STATES[state];
  const isOver = state === "revealing" || state === "revealed";
  return (
    <PageContainer>
      <PageHeader
        title={title}
        description={
          <span className="num flex flex-wrap items-center gap-2">
            <Badge tone={tone}>{label}</Badge>
            <span>
              {formatPercent(settings.publicShare, 0)} of the hidden tiles of {datasetTitle} are public, the
              rest decides.
            </span>
            {dueAt !== null && !isOver && (
              <span>
                Entries until <Moment at={dueAt} />.
              </span>
            )}
          </span>
        }
        actions={
          <ButtonLink href={`/cohorts/${cohort.id}/exercises/${exerciseId}`} variant="secondary">
            What is asked
          </ButtonLink>
        }
      />
      {isOver && <RevealCard competition={competition} isInstructor={isInstructor} />}
      <BoardCard competition={competition} onWhole={() => setIsWhole(true)} isBusy={isWhole && isFetching} />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          {!isOver && <RevealCard competition={competition} isInstructor={isInstructor} />}
          <OwnEntriesCard competition={competition} />
          {isGrader && <AlikeCard exerciseId={exerciseId} cohortId={cohort.id} />}
        </div>
        <ParamsChart competition={competition} />
      </div>
    </PageContainer>
  );
}
