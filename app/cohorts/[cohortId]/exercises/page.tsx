import type { Metadata } from "next";
import { ExercisesPage } from "#app/_features/exercise/list/exercises-page.tsx";
import { ReadFirst } from "#app/_lib/read-first.tsx";

export const metadata: Metadata = { title: "Exercises" };

type PageProps = { params: Promise<{ cohortId: string }> };

export default async function Page({ params }: PageProps) {
  const { cohortId } = await params;
  return (
    <ReadFirst read={(trpc, client) => [client.prefetchQuery(trpc.exercise.list.queryOptions({ cohortId }))]}>
      <ExercisesPage />
    </ReadFirst>
  );
}
