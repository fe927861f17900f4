import type { Metadata } from "next";
import { ReadFirst } from "#app/_lib/read-first.tsx";
import { DesignPage } from "./design-page.tsx";

export const metadata: Metadata = { title: "Builder" };

type PageProps = { params: Promise<{ cohortId: string; designId: string }> };

export default async function Page({ params }: PageProps) {
  const { cohortId, designId } = await params;
  return (
    <ReadFirst
      read={(trpc, client) => [
        client.fetchQuery(trpc.design.get.queryOptions({ designId })).then(
          ({ datasetId }) =>
            client.prefetchQuery(
              trpc.dataset.get.queryOptions({ cohortId, datasetId: datasetId ?? undefined }),
            ),
          () => undefined,
        ),
        client.prefetchQuery(trpc.dataset.list.queryOptions({ cohortId })),
      ]}
    >
      <DesignPage key={designId} cohortId={cohortId} designId={designId} />
    </ReadFirst>
  );
}
