"use client";

import { useQuery } from "@tanstack/react-query";
import { FileQuestion } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, type ReactNode } from "react";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { isNotThere } from "#app/_lib/explain-error.ts";
import { formatCount } from "#app/_lib/format-count.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { WindowLegend } from "#app/_features/run/window-legend.tsx";
import type { DatasetDetails } from "#server/contract/dataset.ts";
import { DatasetActions } from "./dataset-actions.tsx";
import { DatasetBadges } from "./dataset-badges.tsx";
import { DatasetGroups } from "./dataset-groups.tsx";
import { DatasetVersions } from "./dataset-versions.tsx";
import { exampleCount, inputText, sizeText, taskText } from "./describe-dataset.ts";
import { whoMayUse } from "./who-may-use.ts";

type DatasetPageProps = { cohortId: string; datasetId: string };

export function DatasetPage({ cohortId, datasetId }: DatasetPageProps) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.dataset.details.queryOptions({ cohortId, datasetId }));
  if (data !== undefined) return <KnownDataset cohortId={cohortId} details={data} />;
  return (
    <PageContainer>
      {error === null ? (
        <div className="flex flex-col gap-4" aria-busy>
          <p className="sr-only">Loading the dataset</p>
          <Skeleton className="h-14 w-80 max-w-full" />
          <Skeleton className="h-32" />
          <Skeleton className="h-96" />
        </div>
      ) : isNotThere(error) ? (
        <EmptyState
          icon={<FileQuestion />}
          title="There is no such dataset"
          action={
            <ButtonLink href={`/cohorts/${cohortId}/datasets`} variant="secondary">
              All datasets of the cohort
            </ButtonLink>
          }
        >
          It may have been deleted, or it belongs to a cohort that you are not in.
        </EmptyState>
      ) : (
        <ErrorState error={error} onRetry={() => void refetch()} />
      )}
    </PageContainer>
  );
}

function KnownDataset({ cohortId, details }: { cohortId: string; details: DatasetDetails }) {
  const router = useRouter();
  const { descriptor, versionId } = details;
  useEffect(() => {
    document.title = `${details.title} · Strata`;
  }, [details.title]);
  return (
    <PageContainer className="gap-4">
      <PageHeader
        title={details.title}
        description={
          <span className="flex flex-wrap items-center gap-2">
            {descriptor !== null && `${taskText(descriptor)} · ${inputText(descriptor)}`}
            <DatasetBadges dataset={details} />
          </span>
        }
        actions={
          <DatasetActions dataset={details} onDeleted={() => router.push(`/cohorts/${cohortId}/datasets`)} />
        }
      />
      <Card aria-label="About">
        <CardContent>
          <Facts details={details} />
        </CardContent>
      </Card>
      {versionId !== null && descriptor !== null && details.groups.length > 0 && (
        <Card>
          <CardHeader>
            <CardTitle>{descriptor.target.task === "classification" ? "Classes" : "Values"}</CardTitle>
            <span className="text-sm text-muted-foreground">
              Train and validation; the test split stays closed
            </span>
          </CardHeader>
          {descriptor.columns !== undefined && (
            <div className="border-t border-border px-4 py-2">
              <WindowLegend columns={descriptor.columns} values={null} />
            </div>
          )}
          <DatasetGroups
            cohortId={cohortId}
            versionId={versionId}
            groups={details.groups}
            descriptor={descriptor}
          />
        </Card>
      )}
      <Card>
        <CardHeader>
          <CardTitle>Versions</CardTitle>
          {details.canManage && !details.isArchived && (
            <ButtonLink
              href={`/cohorts/${cohortId}/datasets/import?into=${details.id}`}
              size="sm"
              variant="secondary"
            >
              New version
            </ButtonLink>
          )}
        </CardHeader>
        <DatasetVersions cohortId={cohortId} datasetId={details.id} versions={details.versions} />
      </Card>
    </PageContainer>
  );
}

function Facts({ details }: { details: DatasetDetails }) {
  const { descriptor, sizeBytes, uses } = details;
  const counts = descriptor?.counts;
  return (
    <dl className="grid gap-x-6 gap-y-3 text-sm sm:grid-cols-2 lg:grid-cols-4">
      {counts !== undefined && (
        <Fact name="Examples">
          {formatCount(exampleCount({ counts }))}
          {sizeBytes !== null && `, ${sizeText(sizeBytes)}`}
        </Fact>
      )}
      {counts !== undefined && (
        <Fact name="Train / validation / test">
          {formatCount(counts.train)} / {formatCount(counts.validation)} / {formatCount(counts.test)}
        </Fact>
      )}
      <Fact name="Access">{whoMayUse(details)}</Fact>
      <Fact name="Used by">{usesText(uses)}</Fact>
      {descriptor !== null && <Fact name="Split">{descriptor.splitRule}</Fact>}
      <Fact name="Licence">{details.licence}</Fact>
      <Fact name="Source">
        <Source text={details.source} />
      </Fact>
      {details.owner !== null && <Fact name="Added by">{details.owner.name}</Fact>}
    </dl>
  );
}

function usesText({ runs, designs, elsewhere }: DatasetDetails["uses"]): string {
  const here = `${formatCount(designs)} ${designs === 1 ? "design" : "designs"}, ${formatCount(runs)} ${runs === 1 ? "run" : "runs"}`;
  return elsewhere === 0 ? here : `${here}, ${formatCount(elsewhere)} in other cohorts`;
}

/** An address becomes a link; everything else stays text, whoever wrote it. */
function Source({ text }: { text: string }) {
  if (!/^https:\/\/\S+$/.test(text)) return <>{text === "" ? "–" : text}</>;
  return (
    <a
      href={text}
      rel="noreferrer nofollow"
      target="_blank"
      className="break-all underline decoration-border-strong underline-offset-4 hover:decoration-current"
    >
      {text}
    </a>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-muted-foreground">{name}</dt>
      <dd className="num break-words">{children}</dd>
    </div>
  );
}
