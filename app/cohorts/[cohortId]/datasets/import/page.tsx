import type { Metadata } from "next";
import { ImportPage } from "#app/_features/dataset/import/import-page.tsx";

export const metadata: Metadata = { title: "Add a dataset" };

export default function Page() {
  return <ImportPage />;
}
