import type { Metadata } from "next";
import { JoinByLink } from "#app/_features/home/join-by-link.tsx";

export const metadata: Metadata = { title: "Join a cohort" };

type JoinPageProps = { params: Promise<{ code: string }> };

export default async function JoinPage({ params }: JoinPageProps) {
  const { code } = await params;
  return <JoinByLink code={decodeURIComponent(code)} />;
}
