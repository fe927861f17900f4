import type { Metadata } from "next";
import { SettingsPage } from "#app/_features/settings/settings-page.tsx";
import { ReadFirst } from "#app/_lib/read-first.tsx";

export const metadata: Metadata = { title: "Cohort settings" };

type PageProps = { params: Promise<{ cohortId: string }> };

export default async function Page({ params }: PageProps) {
  const { cohortId } = await params;
  return (
    <ReadFirst
      read={(trpc, client) => [client.prefetchQuery(trpc.cohort.contents.queryOptions({ cohortId }))]}
    >
      <SettingsPage />
    </ReadFirst>
  );
}
