import type { Metadata } from "next";
import { ExercisePage } from "#app/_features/exercise/view/exercise-page.tsx";

export const metadata: Metadata = { title: "Exercise" };

type PageProps = { params: Promise<{ exerciseId: string }> };

export default async function Page({ params }: PageProps) {
  const { exerciseId } = await params;
  return <ExercisePage key={exerciseId} exerciseId={exerciseId} />;
}
