import type { Metadata } from "next";
import { ImportPage } from "#app/_features/dataset/import/import-page.tsx";
import { ReadFirst } from "#app/_lib/read-first.tsx";

export const metadata: Metadata = { title: "Add a dataset" };

type PageProps = { params: Promise<{ cohortId: string }> };

export default async function Page({ params }: PageProps) {
  const { cohortId } = await params;
  return (
    <ReadFirst
      read={(trpc, client) => [client.prefetchQuery(trpc.datasetImport.list.queryOptions({ cohortId }))]}
    >
      <ImportPage />
    </ReadFirst>
  );
}
