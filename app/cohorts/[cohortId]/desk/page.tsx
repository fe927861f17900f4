import type { Metadata } from "next";
import { DeskPage } from "#app/_features/desk/desk-page.tsx";
import { ReadFirst } from "#app/_lib/read-first.tsx";

export const metadata: Metadata = { title: "Desk" };

type PageProps = { params: Promise<{ cohortId: string }> };

export default async function Page({ params }: PageProps) {
  const { cohortId } = await params;
  return (
    <ReadFirst
      read={(trpc, client) => [
        client.prefetchQuery(trpc.cohort.desk.queryOptions({ cohortId })),
        client.prefetchQuery(trpc.worker.list.queryOptions({ cohortId })),
        client.prefetchQuery(trpc.queue.get.queryOptions({ cohortId })),
      ]}
    >
      <DeskPage />
    </ReadFirst>
  );
}
