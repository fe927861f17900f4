"use client";

import type { ReactNode } from "react";
import { PageSkeleton } from "#app/_ui/page-skeleton.tsx";
import { useSession } from "#app/_lib/session.tsx";
import { CohortsPage } from "./cohorts-page.tsx";

/** `landing` is made on the server: what draws its network stays there. */
export function HomePage({ landing }: { landing: ReactNode }) {
  const { data: session, isPending } = useSession();
  if (session !== null) return <CohortsPage />;
  return isPending ? <PageSkeleton /> : landing;
}
