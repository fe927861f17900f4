import type { Metadata } from "next";
import { SubmissionPage } from "#app/_features/exercise/submission/submission-page.tsx";
import { ReadFirst } from "#app/_lib/read-first.tsx";

export const metadata: Metadata = { title: "Submission" };

type PageProps = { params: Promise<{ submissionId: string }> };

export default async function Page({ params }: PageProps) {
  const { submissionId } = await params;
  return (
    <ReadFirst
      read={(trpc, client) => [client.prefetchQuery(trpc.submission.get.queryOptions({ submissionId }))]}
    >
      <SubmissionPage key={submissionId} submissionId={submissionId} />
    </ReadFirst>
  );
}
