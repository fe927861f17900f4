import type { Metadata } from "next";
import { CompetitionPage } from "#app/_features/competition/competition-page.tsx";
import { ReadFirst } from "#app/_lib/read-first.tsx";

export const metadata: Metadata = { title: "Competition" };

type PageProps = { params: Promise<{ exerciseId: string }> };

export default async function Page({ params }: PageProps) {
  const { exerciseId } = await params;
  return (
    <ReadFirst
      read={(trpc, client) => [client.prefetchQuery(trpc.competition.get.queryOptions({ exerciseId }))]}
    >
      <CompetitionPage key={exerciseId} exerciseId={exerciseId} />
    </ReadFirst>
  );
}
