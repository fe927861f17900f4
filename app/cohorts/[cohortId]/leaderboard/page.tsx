import type { Metadata } from "next";
import { boardInAddress } from "#app/_features/board/board-in-address.ts";
import { LeaderboardPage } from "#app/_features/board/leaderboard-page.tsx";
import { ReadFirst } from "#app/_lib/read-first.tsx";

export const metadata: Metadata = { title: "Leaderboard" };

type PageProps = {
  params: Promise<{ cohortId: string }>;
  searchParams: Promise<Record<string, string | string[]>>;
};

export default async function Page({ params, searchParams }: PageProps) {
  const { cohortId } = await params;
  const address = await searchParams;
  const chosen = boardInAddress({ get: (name) => [address[name] ?? []].flat()[0] ?? null });
  return (
    <ReadFirst
      read={(trpc, client) => [
        client.prefetchQuery(trpc.cohort.leaderboard.queryOptions({ cohortId, ...chosen })),
        client.prefetchQuery(trpc.dataset.list.queryOptions({ cohortId })),
      ]}
    >
      <LeaderboardPage />
    </ReadFirst>
  );
}
