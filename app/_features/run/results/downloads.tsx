"use client";

import dynamic from "next/dynamic";
import { ChevronDown, Download } from "lucide-react";
import { buttonVariants } from "#app/_ui/button.tsx";
import { Menu, MenuContent, MenuTrigger } from "#app/_ui/menu.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { cn } from "#app/_lib/cn.ts";
import type { RunNetwork } from "#server/contract/run-network.ts";
import type { RunDetails } from "#server/contract/run.ts";

const DownloadItems = dynamic(async () => (await import("./download-items.tsx")).DownloadItems, {
  loading: () => <Skeleton className="h-96" />,
});

type DownloadsProps = {
  details: RunDetails;
  network: RunNetwork | undefined;
  hasResult: boolean;
  className?: string;
};

/** One button for every file that a run can be had as. */
export function Downloads({ details, network, hasResult, className }: DownloadsProps) {
  return (
    <Menu>
      <MenuTrigger className={cn(buttonVariants({ variant: "secondary" }), className)}>
        <Download aria-hidden />
        Download
        <ChevronDown aria-hidden />
      </MenuTrigger>
      <MenuContent align="end" className="w-92 max-w-[calc(100vw-1rem)]">
        <DownloadItems details={details} whyNoTfjs={network?.whyNoTfjs ?? null} hasResult={hasResult} />
      </MenuContent>
    </Menu>
  );
}
