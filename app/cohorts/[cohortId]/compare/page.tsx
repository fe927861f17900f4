import type { Metadata } from "next";
import { comparedRuns } from "#app/_features/run/compare/compare-address.ts";
import { ComparePage } from "#app/_features/run/compare/compare-page.tsx";
import { ReadFirst } from "#app/_lib/read-first.tsx";

export const metadata: Metadata = { title: "Compare runs" };

type PageProps = { searchParams: Promise<Record<string, string | string[]>> };

export default async function Page({ searchParams }: PageProps) {
  const asked = [(await searchParams)["runs"] ?? []].flat()[0] ?? null;
  return (
    <ReadFirst
      read={(trpc, client) =>
        comparedRuns(asked).flatMap((runId) => [
          client.prefetchQuery(trpc.run.get.queryOptions({ runId })),
          client.prefetchQuery(trpc.run.curve.queryOptions({ runId })),
          client.prefetchQuery(trpc.run.network.queryOptions({ runId })),
          client.prefetchQuery(trpc.run.result.queryOptions({ runId })),
        ])
      }
    >
      <ComparePage />
    </ReadFirst>
  );
}
