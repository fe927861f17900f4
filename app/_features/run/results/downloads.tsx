"use client";

import { ChevronDown, Download } from "lucide-react";
import { Fragment } from "react";
import { buttonVariants } from "#app/_ui/button.tsx";
import {
  Menu,
  MenuContent,
  MenuGroup,
  MenuItem,
  MenuLabel,
  MenuLinkItem,
  MenuSeparator,
  MenuTrigger,
} from "#app/_ui/menu.tsx";
import { cn } from "#app/_lib/cn.ts";
import type { RunNetwork } from "#server/contract/run-network.ts";
import type { RunDetails } from "#server/contract/run.ts";
import { downloadGroups, type DownloadFormat } from "./download-formats.ts";
import { formatFileSize } from "./format-file-size.ts";

type DownloadsProps = {
  details: RunDetails;
  network: RunNetwork | undefined;
  hasResult: boolean;
  className?: string;
};

/** One button for every file that a run can be had as. */
export function Downloads({ details, network, hasResult, className }: DownloadsProps) {
  const groups = downloadGroups(details, { hasResult, whyNoTfjs: network?.whyNoTfjs ?? null });
  return (
    <Menu>
      <MenuTrigger className={cn(buttonVariants({ variant: "secondary" }), className)}>
        <Download aria-hidden />
        Download
        <ChevronDown aria-hidden />
      </MenuTrigger>
      <MenuContent align="end" className="w-92 max-w-[calc(100vw-1rem)]">
        {groups.map(({ title, formats }, index) => (
          <Fragment key={title}>
            {index > 0 && <MenuSeparator />}
            <MenuGroup>
              <MenuLabel>{title}</MenuLabel>
              {formats.map((format) => (
                <FormatItem key={format.file} runId={details.id} format={format} />
              ))}
            </MenuGroup>
          </Fragment>
        ))}
      </MenuContent>
    </Menu>
  );
}

function FormatItem({ runId, format }: { runId: string; format: DownloadFormat }) {
  const { file, label, use, sizeBytes, whyNot } = format;
  const text = (
    <>
      <span className="flex min-w-0 flex-1 flex-col py-0.5">
        <span className="font-medium">{label}</span>
        <span className="text-muted-foreground text-xs">{whyNot ?? use}</span>
      </span>
      {sizeBytes !== null && whyNot === null && (
        <span className="text-muted-foreground self-start py-1 text-xs tabular-nums">
          {formatFileSize(sizeBytes)}
        </span>
      )}
    </>
  );
  if (whyNot !== null) {
    return (
      <MenuItem disabled className="data-disabled:opacity-75">
        {text}
      </MenuItem>
    );
  }
  return (
    <MenuLinkItem href={`/api/runs/${runId}/${file}`} download>
      {text}
    </MenuLinkItem>
  );
}
