"use client";

import { PageSkeleton } from "#app/components/page-skeleton.tsx";
import { useSession } from "#app/lib/auth-client.ts";
import { CohortsPage } from "./cohorts-page.tsx";
import { Landing } from "./landing.tsx";

export function HomePage() {
  const { data: session, isPending } = useSession();
  if (session !== null) return <CohortsPage />;
  return isPending ? <PageSkeleton /> : <Landing />;
}
