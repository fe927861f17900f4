"use client";

import { use } from "react";
import { RunPage } from "#app/_features/run/run-page.tsx";

type PageProps = { params: Promise<{ cohortId: string; runId: string }> };

export default function Page({ params }: PageProps) {
  const { cohortId, runId } = use(params);
  return <RunPage key={runId} cohortId={cohortId} runId={runId} />;
}
