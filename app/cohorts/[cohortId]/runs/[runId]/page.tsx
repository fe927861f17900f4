import { RunPage } from "#app/_features/run/run-page.tsx";
import { ReadFirst } from "#app/_lib/read-first.tsx";

type PageProps = { params: Promise<{ cohortId: string; runId: string }> };

export default async function Page({ params }: PageProps) {
  const { cohortId, runId } = await params;
  return (
    <ReadFirst
      read={(trpc, client) => [
        client.fetchQuery(trpc.run.get.queryOptions({ runId })).then(
          ({ datasetVersionId: versionId }) =>
            client.prefetchQuery(trpc.dataset.get.queryOptions({ cohortId, versionId })),
          () => undefined,
        ),
        client.prefetchQuery(trpc.run.result.queryOptions({ runId })),
        client.prefetchQuery(trpc.run.network.queryOptions({ runId })),
        client.prefetchQuery(trpc.run.curve.queryOptions({ runId })),
      ]}
    >
      <RunPage key={runId} cohortId={cohortId} runId={runId} />
    </ReadFirst>
  );
}
