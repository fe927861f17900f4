import type { Metadata } from "next";
import { drawnText } from "#app/_features/exercise/text/drawn-text.tsx";
import { ExercisePage } from "#app/_features/exercise/view/exercise-page.tsx";
import { ReadFirst } from "#app/_lib/read-first.tsx";

export const metadata: Metadata = { title: "Exercise" };

type PageProps = { params: Promise<{ exerciseId: string }> };

export default async function Page({ params }: PageProps) {
  const { exerciseId } = await params;
  return (
    <ReadFirst
      read={(trpc, client) => [
        client.prefetchQuery(trpc.exercise.get.queryOptions({ exerciseId })),
        client.prefetchQuery(trpc.submission.own.queryOptions({ exerciseId })),
        client.prefetchQuery(trpc.team.list.queryOptions({ exerciseId })),
        client.prefetchQuery(trpc.peer.own.queryOptions({ exerciseId })),
        // Refused to learners, whose page does not ask.
        client.prefetchQuery(trpc.submission.ofClass.queryOptions({ exerciseId })),
      ]}
    >
      {(known) => {
        const exercise = known?.client.getQueryData(known.trpc.exercise.get.queryKey({ exerciseId }));
        const text = exercise?.content?.text ?? "";
        const drawn = text === "" ? null : { text, node: drawnText(text) };
        return <ExercisePage key={exerciseId} exerciseId={exerciseId} drawn={drawn} />;
      }}
    </ReadFirst>
  );
}
