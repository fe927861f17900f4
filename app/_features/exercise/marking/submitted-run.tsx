"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "#app/_lib/trpc.ts";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { WorkView } from "./work-view.tsx";

/** The run that was handed in, beside its grade. */
export function SubmittedRun({ submissionId }: { submissionId: string }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.submission.work.queryOptions({ submissionId }));
  if (data === undefined) {
    if (error === null) return <Skeleton className="h-96" />;
    return <ErrorState error={error} onRetry={() => void refetch()} />;
  }
  return data === null ? null : <WorkView work={data} />;
}
