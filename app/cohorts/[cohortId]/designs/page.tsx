import type { Metadata } from "next";
import { DesignsPage } from "#app/_features/design/designs-page.tsx";

export const metadata: Metadata = { title: "Designs" };

export default function Page() {
  return <DesignsPage />;
}
