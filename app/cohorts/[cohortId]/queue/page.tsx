import type { Metadata } from "next";
import { QueuePage } from "#app/_features/queue/queue-page.tsx";
import { ReadFirst } from "#app/_lib/read-first.tsx";

export const metadata: Metadata = { title: "Queue" };

type PageProps = { params: Promise<{ cohortId: string }> };

export default async function Page({ params }: PageProps) {
  const { cohortId } = await params;
  return (
    <ReadFirst
      read={(trpc, client) => [
        client.prefetchQuery(trpc.worker.list.queryOptions({ cohortId })),
        client.prefetchQuery(trpc.queue.get.queryOptions({ cohortId })),
      ]}
    >
      <QueuePage />
    </ReadFirst>
  );
}
