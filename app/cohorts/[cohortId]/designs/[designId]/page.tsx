import type { Metadata } from "next";
import { TooltipProvider } from "#app/_ui/tooltip.tsx";
import { DesignPage } from "./design-page.tsx";

export const metadata: Metadata = { title: "Builder" };

type PageProps = { params: Promise<{ cohortId: string; designId: string }> };

export default async function Page({ params }: PageProps) {
  const { cohortId, designId } = await params;
  return (
    <TooltipProvider delay={350}>
      <DesignPage key={designId} cohortId={cohortId} designId={designId} />
    </TooltipProvider>
  );
}
