"use client";

import { PageSkeleton } from "#app/_ui/page-skeleton.tsx";
import { useSession } from "#app/_lib/auth-client.ts";
import { CohortsPage } from "./cohorts-page.tsx";
import { Landing } from "./landing.tsx";

export function HomePage() {
  const { data: session, isPending } = useSession();
  if (session !== null) return <CohortsPage />;
  return isPending ? <PageSkeleton /> : <Landing />;
}
