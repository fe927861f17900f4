"use client";

import { use } from "react";
import { DatasetPage } from "#app/_features/dataset/dataset-page.tsx";

type PageProps = { params: Promise<{ cohortId: string; datasetId: string }> };

export default function Page({ params }: PageProps) {
  const { cohortId, datasetId } = use(params);
  return <DatasetPage key={datasetId} cohortId={cohortId} datasetId={datasetId} />;
}
