import type { Metadata } from "next";
import { inputOf, viewOf } from "#app/_features/run/list/runs-address.ts";
import { RunsPage } from "#app/_features/run/list/runs-page.tsx";
import { FIRST_PAGE, ReadFirst } from "#app/_lib/read-first.tsx";

export const metadata: Metadata = { title: "Runs" };

type PageProps = {
  params: Promise<{ cohortId: string }>;
  searchParams: Promise<Record<string, string | string[]>>;
};

export default async function Page({ params, searchParams }: PageProps) {
  const { cohortId } = await params;
  const address = await searchParams;
  const view = viewOf({ get: (name) => [address[name] ?? []].flat()[0] ?? null });
  return (
    <ReadFirst
      read={(trpc, client) => [
        client.prefetchInfiniteQuery(trpc.run.list.infiniteQueryOptions(inputOf(cohortId, view), FIRST_PAGE)),
        client.prefetchQuery(trpc.run.facets.queryOptions({ cohortId })),
      ]}
    >
      <RunsPage />
    </ReadFirst>
  );
}
