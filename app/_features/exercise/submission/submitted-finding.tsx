"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { explainError } from "#app/_lib/explain-error.ts";
import { toast } from "#app/_lib/toast.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Button } from "#app/_ui/button.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { FindingView } from "../answer/finding-view.tsx";

type SubmittedFindingProps = { submissionId: string; questionId: string };

/** What was found with the vision lab, beside the answer that it is. */
export function SubmittedFinding({ submissionId, questionId }: SubmittedFindingProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const ofSubmission = trpc.submission.findings.queryOptions({ submissionId });
  // What was handed in does not change.
  const { data, error, refetch } = useQuery({ ...ofSubmission, staleTime: Number.POSITIVE_INFINITY });
  const remove = useMutation(
    trpc.submission.removePicture.mutationOptions({
      onSuccess: () => toast.success("The picture is deleted. What was found on it stays handed in."),
      onError: (failure) => toast.error(explainError(failure).message),
      onSettled: () => queryClient.invalidateQueries({ queryKey: ofSubmission.queryKey }),
    }),
  );
  if (data === undefined) {
    return error === null ? (
      <Skeleton className="h-48" />
    ) : (
      <ErrorState error={error} onRetry={() => void refetch()} />
    );
  }
  const finding = data.find((each) => each.questionId === questionId);
  if (finding === undefined) return null;
  return (
    <div className="flex flex-col gap-1.5">
      <FindingView finding={finding} />
      {finding.mayDeletePicture && (
        <Button
          variant="ghost"
          size="sm"
          className="-ml-2 self-start"
          icon={<Trash2 aria-hidden />}
          isBusy={remove.isPending}
          onClick={() => remove.mutate({ submissionId, questionId })}
        >
          Delete the picture
        </Button>
      )}
    </div>
  );
}
