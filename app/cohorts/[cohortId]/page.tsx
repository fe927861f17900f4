import type { Metadata } from "next";
import { OverviewPage } from "#app/_features/overview/overview-page.tsx";
import { ReadFirst } from "#app/_lib/read-first.tsx";

export const metadata: Metadata = { title: "Overview" };

type PageProps = { params: Promise<{ cohortId: string }> };

export default async function Page({ params }: PageProps) {
  const { cohortId } = await params;
  return (
    <ReadFirst
      read={(trpc, client) => [
        client.prefetchQuery(trpc.run.list.queryOptions({ cohortId, limit: 50 })),
        client.prefetchQuery(trpc.worker.list.queryOptions({ cohortId })),
        client.prefetchQuery(trpc.design.list.queryOptions({ cohortId, of: "me", limit: 4 })),
        client.prefetchQuery(trpc.cohort.leaderboard.queryOptions({ cohortId })),
      ]}
    >
      <OverviewPage />
    </ReadFirst>
  );
}
