import type { Metadata } from "next";
import { ReviewPage } from "#app/_features/peer/review-page.tsx";
import { ReadFirst } from "#app/_lib/read-first.tsx";

export const metadata: Metadata = { title: "To mark" };

type PageProps = { params: Promise<{ reviewId: string }> };

export default async function Page({ params }: PageProps) {
  const { reviewId } = await params;
  return (
    <ReadFirst read={(trpc, client) => [client.prefetchQuery(trpc.peer.get.queryOptions({ reviewId }))]}>
      <ReviewPage key={reviewId} reviewId={reviewId} />
    </ReadFirst>
  );
}
