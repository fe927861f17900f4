import type { Metadata } from "next";
import { RunsPage } from "#app/_features/run/list/runs-page.tsx";
import { FIRST_PAGE, ReadFirst } from "#app/_lib/read-first.tsx";

export const metadata: Metadata = { title: "Runs" };

type PageProps = { params: Promise<{ cohortId: string }> };

export default async function Page({ params }: PageProps) {
  const { cohortId } = await params;
  return (
    <ReadFirst
      read={(trpc, client) => [
        client.prefetchInfiniteQuery(trpc.run.list.infiniteQueryOptions({ cohortId }, FIRST_PAGE)),
      ]}
    >
      <RunsPage />
    </ReadFirst>
  );
}
