"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { Moment } from "#app/_features/exercise/moment.tsx";
import { NotReadPage } from "#app/_features/exercise/not-read-page.tsx";
import { AnswerList } from "#app/_features/exercise/submission/answer-list.tsx";
import { cn } from "#app/_lib/cn.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { ReviewForm } from "./review-form.tsx";

// Few exercises ask for a result of the vision lab.
const FindingView = dynamic(
  async () => (await import("#app/_features/exercise/answer/finding-view.tsx")).FindingView,
  { ssr: false, loading: () => <Skeleton className="h-48" /> },
);

// Where answers alone were handed in there is none.
const WorkView = dynamic(
  async () => (await import("#app/_features/exercise/marking/work-view.tsx")).WorkView,
  { loading: () => <Skeleton className="h-96" /> },
);

/** What somebody has handed in, with what one gives for it; who that is nobody is told. */
export function ReviewPage({ reviewId }: { reviewId: string }) {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const { data: review, error, refetch } = useQuery(trpc.peer.get.queryOptions({ reviewId }));
  const exerciseId = review?.exerciseId ?? "";
  const { data: own } = useQuery(trpc.peer.own.queryOptions({ exerciseId }, { enabled: exerciseId !== "" }));
  if (review === undefined) {
    return (
      <NotReadPage error={error} onRetry={() => void refetch()} title="Nothing to mark here">
        It is somebody else's to mark, or was drawn anew since.
      </NotReadPage>
    );
  }
  const { work, answers, findings, dueAt, isOpen } = review;
  const items = own?.items ?? [];
  const place = items.findIndex(({ id }) => id === reviewId);
  const next = isOpen ? items.find(({ id, isDone }) => !isDone && id !== reviewId) : undefined;
  return (
    <PageContainer className={cn(work !== null && "max-w-[100rem]")}>
      <PageHeader
        title={place < 0 ? "Submission" : `Submission ${place + 1} of ${items.length}`}
        description={
          <span className="flex flex-wrap gap-x-3">
            <Link href={`/cohorts/${cohort.id}/exercises/${exerciseId}`} className="hover:underline">
              The exercise
            </Link>
            <span className="num">
              {isOpen ? "Mark it until " : "Was to be marked until "}
              <Moment at={dueAt} />
            </span>
          </span>
        }
        actions={
          next !== undefined && (
            <ButtonLink href={`/cohorts/${cohort.id}/reviews/${next.id}`} variant="secondary">
              Next to mark
            </ButtonLink>
          )
        }
      />
      <div className={cn("grid grid-cols-1 items-start gap-4", work !== null && "xl:grid-cols-2")}>
        <div className="flex min-w-0 flex-col gap-4">
          {answers.some(({ isByHand }) => !isByHand) && (
            <Card aria-label="Answers">
              <CardHeader>
                <CardTitle>Answers</CardTitle>
              </CardHeader>
              <CardContent className="text-sm">
                <AnswerList
                  answers={answers.filter(({ isByHand }) => !isByHand)}
                  number={place + 1}
                  isScored={false}
                  findings={
                    new Map(
                      findings.map((each) => [
                        each.questionId,
                        <FindingView key={each.questionId} finding={each} />,
                      ]),
                    )
                  }
                />
              </CardContent>
            </Card>
          )}
          <ReviewForm review={review} />
        </div>
        {work !== null && <WorkView work={work} />}
      </div>
    </PageContainer>
  );
}
