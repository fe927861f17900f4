"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { Tabs, TabsList, TabsPanel, TabsTab } from "#app/_ui/tabs.tsx";
import type { Handover } from "./handover.ts";

const loading = () => <Skeleton className="h-96" />;
const DetectLab = dynamic(() => import("./detect/detect-lab.tsx").then(({ DetectLab }) => DetectLab), {
  loading,
});
const SegmentLab = dynamic(() => import("./segment/segment-lab.tsx").then(({ SegmentLab }) => SegmentLab), {
  loading,
});

const LiveLab = dynamic(() => import("./live/live-lab.tsx").then(({ LiveLab }) => LiveLab), { loading });

const VideoLab = dynamic(() => import("./video/video-lab.tsx").then(({ VideoLab }) => VideoLab), { loading });

type Lab = "detect" | "live" | "video" | "segment";

export function VisionPage() {
  const { cohort, isInstructor } = useCohort();
  const [lab, setLab] = useState<Lab>("detect");
  const [seen, setSeen] = useState<ReadonlySet<Lab>>(new Set(["detect"]));
  const [frame, setFrame] = useState<{ file: File; lab: Lab } | null>(null);
  const [handover, setHandover] = useState<Handover | null>(null);

  function show(next: Lab): void {
    setLab(next);
    setSeen(new Set([...seen, next]));
  }

  function cut(next: Handover): void {
    setHandover(next);
    show("segment");
  }

  return (
    <PageContainer>
      <PageHeader
        title="Vision lab"
        description="Networks that others trained, asked about your own pictures. Nobody else sees them, unless you hand one in."
        actions={
          isInstructor && (
            <ButtonLink variant="secondary" size="sm" href={`/cohorts/${cohort.id}/vision/models`}>
              Models
            </ButtonLink>
          )
        }
      />
      <Tabs value={lab} onValueChange={show} className="space-y-4">
        <TabsList aria-label="What to ask">
          <TabsTab value="detect">Detect</TabsTab>
          <TabsTab value="live">Webcam</TabsTab>
          <TabsTab value="video">Video</TabsTab>
          <TabsTab value="segment">Segment</TabsTab>
        </TabsList>
        {/* What was looked at once stays as it was left, settings and all. */}
        <TabsPanel value="detect" keepMounted={seen.has("detect")}>
          <DetectLab frame={frame?.lab === "detect" ? frame.file : null} onCut={cut} />
        </TabsPanel>
        <TabsPanel value="live" keepMounted={seen.has("live")}>
          <LiveLab isShown={lab === "live"} />
        </TabsPanel>
        <TabsPanel value="video" keepMounted={seen.has("video")}>
          <VideoLab
            onFrame={(file, next) => {
              setFrame({ file, lab: next });
              show(next);
            }}
            onCut={cut}
          />
        </TabsPanel>
        <TabsPanel value="segment" keepMounted={seen.has("segment")}>
          <SegmentLab handover={handover} frame={frame?.lab === "segment" ? frame.file : null} />
        </TabsPanel>
      </Tabs>
    </PageContainer>
  );
}
