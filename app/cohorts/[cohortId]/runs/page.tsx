import type { Metadata } from "next";
import { RunsPage } from "#app/_features/run/list/runs-page.tsx";

export const metadata: Metadata = { title: "Runs" };

export default function Page() {
  return <RunsPage />;
}
