import type { Metadata } from "next";
import { DatasetsPage } from "#app/_features/dataset/datasets-page.tsx";
import { ReadFirst } from "#app/_lib/read-first.tsx";

export const metadata: Metadata = { title: "Datasets" };

type PageProps = { params: Promise<{ cohortId: string }> };

export default async function Page({ params }: PageProps) {
  const { cohortId } = await params;
  return (
    <ReadFirst read={(trpc, client) => [client.prefetchQuery(trpc.dataset.list.queryOptions({ cohortId }))]}>
      <DatasetsPage />
    </ReadFirst>
  );
}
