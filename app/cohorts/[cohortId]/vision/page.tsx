import type { Metadata } from "next";
import { VisionPage } from "#app/_features/vision/vision-page.tsx";

export const metadata: Metadata = { title: "Vision lab" };

export default function Page() {
  return <VisionPage />;
}
