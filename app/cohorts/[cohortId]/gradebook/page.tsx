import type { Metadata } from "next";
import { GradebookPage } from "#app/_features/gradebook/gradebook-page.tsx";
import { ReadFirst } from "#app/_lib/read-first.tsx";

export const metadata: Metadata = { title: "Gradebook" };

type PageProps = { params: Promise<{ cohortId: string }> };

export default async function Page({ params }: PageProps) {
  const { cohortId } = await params;
  return (
    <ReadFirst read={(trpc, client) => [client.prefetchQuery(trpc.gradebook.get.queryOptions({ cohortId }))]}>
      <GradebookPage />
    </ReadFirst>
  );
}
