import { DatasetPage } from "#app/_features/dataset/dataset-page.tsx";
import { ReadFirst } from "#app/_lib/read-first.tsx";

type PageProps = { params: Promise<{ cohortId: string; datasetId: string }> };

export default async function Page({ params }: PageProps) {
  const { cohortId, datasetId } = await params;
  return (
    <ReadFirst
      read={(trpc, client) => [
        client.prefetchQuery(trpc.dataset.details.queryOptions({ cohortId, datasetId })),
      ]}
    >
      <DatasetPage key={datasetId} cohortId={cohortId} datasetId={datasetId} />
    </ReadFirst>
  );
}
