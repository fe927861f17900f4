"use client";

import { useQuery } from "@tanstack/react-query";
import { Telescope } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect } from "react";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { lazyBelow } from "#app/_ui/below.tsx";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { Card, CardContent } from "#app/_ui/card.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { useSession } from "#app/_lib/session.tsx";
import { isNotThere } from "#app/_lib/explain-error.ts";
import { isEnded } from "#app/_lib/is-ended.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import type { RunHistory } from "#server/contract/run-history.ts";
import type { RunDetails } from "#server/contract/run.ts";
import { Curves } from "./curves/curves.tsx";
import type { RunFeedState } from "./live/run-feed.ts";
import { useRun } from "./live/use-run.ts";
import { Downloads } from "./results/downloads.tsx";
import { RunScore } from "./results/run-score.tsx";
import { RunHeader } from "./run-header.tsx";
import { statusText } from "./status-text.ts";

// Most runs that are looked at have ended, and nothing special has come of them.
const RunProgressCard = dynamic(async () => (await import("./run-progress.tsx")).RunProgressCard, {
  loading: () => <Skeleton className="h-36" />,
});
const RunNotices = dynamic(async () => (await import("./run-notices.tsx")).RunNotices, {
  loading: () => null,
});

const Diagnosis = lazyBelow(async () => (await import("./run-diagnosis.tsx")).RunDiagnosis);
const Facts = lazyBelow(async () => (await import("./run-facts.tsx")).RunFacts);
const Twin = lazyBelow(async () => (await import("./twin/run-twin.tsx")).RunTwin);
const Insights = lazyBelow(async () => (await import("./run-insights.tsx")).RunInsights);
const Epochs = lazyBelow(async () => (await import("./epoch-table.tsx")).EpochTable);
const Network = lazyBelow(async () => (await import("./network-list.tsx")).NetworkList);

type RunPageProps = { cohortId: string; runId: string };

export function RunPage({ cohortId, runId }: RunPageProps) {
  const { query, live } = useRun(runId);
  if (query.data !== undefined && query.data.cohortId === cohortId) {
    return <KnownRun details={query.data} live={live} />;
  }
  if (query.data !== undefined || isNotThere(query.error)) {
    return <MissingRun cohortId={cohortId} />;
  }
  return (
    <PageContainer>
      {query.error === null ? (
        <RunSkeleton />
      ) : (
        <ErrorState
          title="This run could not be loaded"
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
    </PageContainer>
  );
}

function KnownRun({ details, live }: { details: RunDetails; live: RunFeedState }) {
  const trpc = useTRPC();
  const { history, progress } = live;
  const { id: runId, cohortId, datasetVersionId: versionId } = details;
  const isMine = useSession().data?.user.id === details.startedBy.id;
  const isOver = isEnded(history.state);
  const isFinished = history.state === "finished";
  const { state, epochs } = history;
  const status = statusText({ ...details, state, epochsDone: epochs.length, progress, isMine });
  const dataset = useQuery(trpc.dataset.get.queryOptions({ cohortId, versionId }, { staleTime: Infinity }));
  const result = useQuery(
    trpc.run.result.queryOptions(
      { runId },
      { enabled: isFinished, staleTime: (query) => (query.state.data == null ? 0 : Infinity) },
    ),
  );
  const network = useQuery(trpc.run.network.queryOptions({ runId }, { staleTime: Infinity }));
  useEffect(() => {
    document.title = `${status} · ${details.name} · Strata`;
  }, [status, details.name]);

  return (
    <PageContainer className="gap-4">
      <RunHeader details={details} live={live} status={status} />
      {!isOver && <RunProgressCard details={details} live={live} status={status} isMine={isMine} />}
      {hasNotices(details, history) && (
        <RunNotices
          live={live}
          hyperParameters={details.hyperParameters}
          target={details.target}
          modelDroppedFor={details.modelDroppedFor}
        />
      )}
      {isFinished && (
        <Card aria-label="Result">
          <CardContent className="grid min-h-37 items-center gap-x-8 gap-y-5 sm:px-5 lg:grid-cols-[minmax(0,1fr)_auto]">
            {result.data != null ? (
              <RunScore result={result.data} bestEpoch={history.bestEpoch} />
            ) : result.error === null ? (
              <Skeleton className="h-73 sm:h-27" />
            ) : (
              <ErrorState
                title="The scores could not be loaded"
                error={result.error}
                onRetry={() => void result.refetch()}
              />
            )}
            <Downloads
              details={details}
              network={network.data}
              hasResult={result.data !== null}
              className="justify-self-start"
            />
          </CardContent>
        </Card>
      )}
      {(!isOver || history.epochs.length > 0 || live.curve !== null) && (
        <Curves history={history} curve={live.curve} plannedEpochs={details.epochs} target={details.target} />
      )}
      <Diagnosis
        isNow={!isOver}
        of={{
          target: details.target,
          graph: details.graph,
          hyperParameters: details.hyperParameters,
          params: details.params,
          epochs,
          curve: live.curve,
          validationTargets: dataset.data?.validationTargets ?? null,
          activity: result.data?.activity ?? null,
          isEnded: isOver,
        }}
      />
      <Facts of={{ details }} />
      {(details.startedFrom !== null || details.twinOf !== null) && (
        <Twin of={{ details, state: history.state }} />
      )}
      {isFinished && (
        <Insights
          of={{
            runId,
            cohortId,
            versionId,
            result: result.data ?? null,
            dataset: dataset.data,
            canPredict: details.hasModel,
          }}
        />
      )}
      <Epochs isNow={!isOver} of={{ history, target: details.target, dataset: dataset.data }} />
      {isOver && !isFinished && history.epochs.length > 0 && (
        <Downloads details={details} network={network.data} hasResult={false} className="self-start" />
      )}
      {network.data !== undefined && <Network of={{ network: network.data }} />}
    </PageContainer>
  );
}

/** What `RunNotices` has something to say of. */
function hasNotices(
  { modelDroppedFor, epochs: planned }: RunDetails,
  { state, takenUp, epochs }: RunHistory,
): boolean {
  return (
    state === "failed" ||
    state === "cancelled" ||
    modelDroppedFor !== null ||
    takenUp !== null ||
    (state === "finished" && epochs.length < planned)
  );
}

function MissingRun({ cohortId }: { cohortId: string }) {
  return (
    <PageContainer>
      <EmptyState
        icon={<Telescope />}
        title="There is no such run"
        action={
          <ButtonLink href={`/cohorts/${cohortId}/runs`} variant="secondary">
            All runs of the cohort
          </ButtonLink>
        }
      >
        It may have been deleted, or it belongs to a cohort that you are not in.
      </EmptyState>
    </PageContainer>
  );
}

function RunSkeleton() {
  return (
    <div className="flex flex-col gap-4" aria-busy>
      <p className="sr-only">Loading the run</p>
      <Skeleton className="h-5 w-16" />
      <Skeleton className="h-14 w-80 max-w-full" />
      <Skeleton className="h-37" />
      <Skeleton className="h-32" />
      <div className="grid gap-4 md:grid-cols-2">
        <Skeleton className="h-86" />
        <Skeleton className="h-86" />
      </div>
    </div>
  );
}
