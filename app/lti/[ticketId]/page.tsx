import type { Metadata } from "next";
import { LaunchPage } from "#app/_features/lti/launch-page.tsx";

export const metadata: Metadata = { title: "From your learning platform" };

type PageProps = { params: Promise<{ ticketId: string }> };

export default async function Page({ params }: PageProps) {
  const { ticketId } = await params;
  return <LaunchPage ticketId={ticketId} />;
}
