import type { Metadata } from "next";
import { ExercisesPage } from "#app/_features/exercise/list/exercises-page.tsx";

export const metadata: Metadata = { title: "Exercises" };

export default function Page() {
  return <ExercisesPage />;
}
