"use client";

import dynamic from "next/dynamic";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { Tabs, TabsList, TabsPanel, TabsTab } from "#app/_ui/tabs.tsx";

const loading = () => <Skeleton className="h-96" />;
const DetectLab = dynamic(() => import("./detect/detect-lab.tsx").then(({ DetectLab }) => DetectLab), {
  loading,
});
const SegmentLab = dynamic(() => import("./segment/segment-lab.tsx").then(({ SegmentLab }) => SegmentLab), {
  loading,
});

export function VisionPage() {
  return (
    <PageContainer>
      <PageHeader
        title="Vision lab"
        description="Networks that others trained, asked about your own pictures. Nobody else sees them."
      />
      <Tabs defaultValue="detect" className="space-y-4">
        <TabsList aria-label="What to ask">
          <TabsTab value="detect">Detect</TabsTab>
          <TabsTab value="segment">Segment</TabsTab>
        </TabsList>
        <TabsPanel value="detect">
          <DetectLab />
        </TabsPanel>
        <TabsPanel value="segment">
          <SegmentLab />
        </TabsPanel>
      </Tabs>
    </PageContainer>
  );
}
