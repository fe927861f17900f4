import type { Metadata } from "next";
import { DesignPage } from "./design-page.tsx";

export const metadata: Metadata = { title: "Builder" };

type PageProps = { params: Promise<{ cohortId: string; designId: string }> };

export default async function Page({ params }: PageProps) {
  const { cohortId, designId } = await params;
  return <DesignPage key={designId} cohortId={cohortId} designId={designId} />;
}
