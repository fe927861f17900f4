import type { Metadata } from "next";
import { DesignsPage } from "#app/components/designs/designs-page.tsx";

export const metadata: Metadata = { title: "Designs" };

export default function Page() {
  return <DesignsPage />;
}
