import type { Metadata } from "next";
import { PlatformPage } from "#app/_features/lti/platform-page.tsx";
import { ReadFirst } from "#app/_lib/read-first.tsx";

export const metadata: Metadata = { title: "Learning platform" };

type PageProps = { params: Promise<{ cohortId: string }> };

export default async function Page({ params }: PageProps) {
  const { cohortId } = await params;
  return (
    <ReadFirst read={(trpc, client) => [client.prefetchQuery(trpc.lti.get.queryOptions({ cohortId }))]}>
      <PlatformPage />
    </ReadFirst>
  );
}
