import type { Metadata } from "next";
import { ModelsPage } from "#app/_features/vision/models/models-page.tsx";
import { ReadFirst } from "#app/_lib/read-first.tsx";

export const metadata: Metadata = { title: "Models" };

type PageProps = { params: Promise<{ cohortId: string }> };

export default async function Page({ params }: PageProps) {
  const { cohortId } = await params;
  return (
    <ReadFirst read={(trpc, client) => [client.prefetchQuery(trpc.model.list.queryOptions({ cohortId }))]}>
      <ModelsPage />
    </ReadFirst>
  );
}
