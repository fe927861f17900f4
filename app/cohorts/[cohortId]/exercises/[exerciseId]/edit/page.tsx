import type { Metadata } from "next";
import { EditExercisePage } from "#app/_features/exercise/form/edit-exercise-page.tsx";

export const metadata: Metadata = { title: "Edit exercise" };

type PageProps = { params: Promise<{ exerciseId: string }> };

export default async function Page({ params }: PageProps) {
  const { exerciseId } = await params;
  return <EditExercisePage key={exerciseId} exerciseId={exerciseId} />;
}
