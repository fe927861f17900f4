import type { Metadata } from "next";
import { WorkersPage } from "#app/_features/worker/workers-page.tsx";
import { ReadFirst } from "#app/_lib/read-first.tsx";

export const metadata: Metadata = { title: "Workers" };

type PageProps = { params: Promise<{ cohortId: string }> };

export default async function Page({ params }: PageProps) {
  const { cohortId } = await params;
  return (
    <ReadFirst read={(trpc, client) => [client.prefetchQuery(trpc.worker.list.queryOptions({ cohortId }))]}>
      <WorkersPage />
    </ReadFirst>
  );
}
