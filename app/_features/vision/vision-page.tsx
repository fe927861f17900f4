"use client";

import dynamic from "next/dynamic";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";

const DetectLab = dynamic(() => import("./detect/detect-lab.tsx").then(({ DetectLab }) => DetectLab), {
  loading: () => <Skeleton className="h-96" />,
});

export function VisionPage() {
  return (
    <PageContainer>
      <PageHeader
        title="Vision lab"
        description="Networks that others trained, asked about your own pictures. Nobody else sees them."
      />
      <DetectLab />
    </PageContainer>
  );
}
