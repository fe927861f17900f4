import type { Metadata } from "next";
import { DatasetsPage } from "#app/_features/dataset/datasets-page.tsx";

export const metadata: Metadata = { title: "Datasets" };

export default function Page() {
  return <DatasetsPage />;
}
