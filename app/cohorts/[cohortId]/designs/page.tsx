import type { Metadata } from "next";
import { DesignsPage } from "#app/_features/design/designs-page.tsx";
import { FIRST_PAGE, ReadFirst } from "#app/_lib/read-first.tsx";

export const metadata: Metadata = { title: "Designs" };

type PageProps = { params: Promise<{ cohortId: string }> };

export default async function Page({ params }: PageProps) {
  const { cohortId } = await params;
  return (
    <ReadFirst
      read={(trpc, client) => [
        client.prefetchInfiniteQuery(
          trpc.design.list.infiniteQueryOptions({ cohortId, of: "me" }, FIRST_PAGE),
        ),
        client.prefetchInfiniteQuery(
          trpc.design.list.infiniteQueryOptions({ cohortId, of: "others" }, FIRST_PAGE),
        ),
      ]}
    >
      <DesignsPage />
    </ReadFirst>
  );
}
