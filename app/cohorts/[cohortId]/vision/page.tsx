import type { Metadata } from "next";
import { VisionPage } from "#app/_features/vision/vision-page.tsx";
import { ReadFirst } from "#app/_lib/read-first.tsx";

export const metadata: Metadata = { title: "Vision lab" };

type PageProps = { params: Promise<{ cohortId: string }> };

export default async function Page({ params }: PageProps) {
  const { cohortId } = await params;
  return (
    <ReadFirst
      read={(trpc, client) => [
        client.prefetchQuery(trpc.vision.models.queryOptions({ cohortId })),
        client.prefetchQuery(trpc.vision.pictures.queryOptions({ cohortId })),
      ]}
    >
      <VisionPage />
    </ReadFirst>
  );
}
